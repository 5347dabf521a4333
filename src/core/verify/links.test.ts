import assert from 'node:assert/strict';
import { formatProblem } from '../catalog/problem';
import { memoryFolder } from '../memory-folder';
import { linkProblems } from './links';

const guide = '# Guide\n\n## 1.1 Queues & limits\n\n### Costs\n\n### Costs\n\n```md\n# Not there\n```\n';

async function problemsIn(text: string): Promise<readonly string[]> {
  const pack = memoryFolder('pack', [
    { path: 'week-01/adder/brief.md', text },
    { path: 'week-01/adder/figure.svg', text: '<svg/>' },
    { path: 'guides/guide.md', text: guide },
    { path: 'guides/phase-01/1.2-limits.md', text: '# 1.2 Limits\n\n## Pools\n' },
  ]);
  return (await linkProblems(pack, 'week-01/adder/brief.md')).map(formatProblem);
}

describe('links', () => {
  const sound: readonly string[] = [
    '[the guide](../../guides/guide.md)',
    '[a section](../../guides/guide.md#11-queues--limits)',
    '[the second of two equal headings](../../guides/guide.md#costs-1)',
    '[`code`](../../guides/guide.md#costs "with a title")',
    '![a figure](figure.svg)',
    '# Here\n\n[here](#here)',
    '[elsewhere](https://example.org/gone.md#nothing) and [a command](vscode:extension/x)',
    'an index `list[0](gone.md)` and ``a `[b](gone.md)` ``',
    '```md\n[an example](gone.md)\n```',
  ];
  for (const text of sound) {
    it(`lead somewhere: ${JSON.stringify(text)}`, async () => assert.deepEqual(await problemsIn(text), []));
  }

  const broken: readonly (readonly [text: string, place: string, message: string])[] = [
    ['text\n[gone](gone.md)', '2:1', 'the link gone.md leads nowhere'],
    ['[gone][1]\n\n[1]: gone.md', '1:1', 'the link gone.md leads nowhere'],
    ['[a](figure.svg) and [b](gone.svg)', '1:1', 'the link gone.svg leads nowhere'],
    ['![gone](gone.svg "A title")', '1:1', 'the link gone.svg leads nowhere'],
    ['[out](../../../guides/guide.md)', '1:1', 'the link ../../../guides/guide.md leads nowhere'],
    ['[root](/guides/guide.md)', '1:1', 'the link /guides/guide.md leads nowhere'],
    ['[folder](../../guides)', '1:1', 'the link ../../guides leads nowhere'],
    ['[h](../../guides/guide.md#costs-2)', '1:1', 'guides/guide.md has no heading for #costs-2'],
    ['[h](../../guides/guide.md#not-there)', '1:1', 'guides/guide.md has no heading for #not-there'],
    [
      '[h](../../guides/guide.md#pools)',
      '1:1',
      'guides/guide.md has no heading for #pools; it is in guides/phase-01/1.2-limits.md now',
    ],
    ['# Here\n[h](#there)', '2:1', 'week-01/adder/brief.md has no heading for #there'],
  ];
  for (const [text, place, message] of broken) {
    it(`are named with their place when they lead nowhere: ${JSON.stringify(text)}`, async () => {
      assert.deepEqual(await problemsIn(text), [`week-01/adder/brief.md:${place}: ${message}`]);
    });
  }

  it('of a text that is missing: the text itself is the problem', async () => {
    const problems = await linkProblems(memoryFolder('pack', []), 'brief.md');
    assert.deepEqual(problems.map(formatProblem), ['brief.md: the file is missing; add it']);
  });
});
