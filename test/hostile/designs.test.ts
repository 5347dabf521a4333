import assert from 'node:assert/strict';
import { runCheck } from '../../src/core/check/run-check';
import { exerciseOf } from '../../src/core/catalog/catalog';
import { createJudges } from '../../src/node/create-judges';
import { diskFolder } from '../../src/node/disk-folder';
import { addExercise } from '../../src/node/authoring/new-exercise';
import { readPack } from '../../src/node/authoring/read-pack';
import { dist } from '../check/support/judging';
import { memoryPack } from '../check/support/packs';
import { useTempFolder } from '../check/support/temp-folder';

const file = 'designs/rush-hour.md';

/** A change of the model answer, what comes of it, and what must be said with which line. */
type Change = readonly [change: (model: string) => string, verdict: string, told: RegExp];

const inPicture =
  (...lines: readonly string[]) =>
  (model: string): string =>
    model.replace(/flowchart LR\n[^`]*/, `${lines.join('\n')}\n`);
const before = (text: string) => (model: string) => `${text}\n\n${model}`;
const many = (count: number, line: (at: number) => string): string[] =>
  Array.from({ length: count }, (_, at) => line(at));

const designs: Readonly<Record<string, Change>> = {
  'HTML that would do something': [
    before(
      '<script>process.exit(0)</script>\n\n<img src=x onerror="alert(1)">\n\n<details open ontoggle=alert(1)>',
    ),
    'passed',
    /./,
  ],
  'HTML in a diagram': [
    inPicture(
      'flowchart LR',
      'a["<img src=x onerror=alert(1)>"] --> b',
      'b --> c',
      'click a href "javascript:alert(1)"',
    ),
    'passed',
    /./,
  ],
  'HTML in place of the parts': [
    (model) => `<div>\n${model.replaceAll('\n\n', '\n')}</div>`,
    'failed',
    /no heading "Capacity"/,
  ],
  'a comment that never ends': [before('<!--'), 'failed', /no heading "Capacity"/],
  'HTML in a heading that is quoted': [
    (model) => model.replace('| A call | rejected |', '| <script>alert(1)</script> | maybe |'),
    'failed',
    /The verdict on "<script>alert\(1\)<\/script>" must be/,
  ],
  'ten megabytes': [
    (model) => model + 'word '.repeat(2_000_000),
    'unchecked',
    /:1: The design has \d+ characters/,
  ],
  'quotes within quotes': [before('> '.repeat(30_000)), 'passed', /./],
  'lists within lists': [
    before(many(350, (at) => `${' '.repeat(at)}- a`).join('\n')),
    'failed',
    /no heading "Capacity"/,
  ],
  'a table of a hundred columns with short rows': [
    before([`${'|a'.repeat(100)}|`, `${'|-'.repeat(100)}|`, ...many(10_000, () => '|x|')].join('\n')),
    'passed',
    /./,
  ],
  'brackets that are never closed': [before('[a'.repeat(30_000)), 'passed', /./],
  'a thousand diagrams': [
    before(many(1_000, () => '```mermaid\nflowchart LR\na --> b\n```').join('\n')),
    'failed',
    /More than 20 diagrams/,
  ],
  'a diagram of 20,000 arrows': [
    inPicture('flowchart LR', ...many(4_000, (at) => `a${at} --> b${at}`)),
    'failed',
    /The diagram has \d+ lines and \d+ characters/,
  ],
  'a diagram that is one arrow after the other': [
    inPicture('flowchart LR', 'a', 'b', 'c', `x${many(5_000, (at) => ` --> n${at}`).join('')}`),
    'failed',
    /The diagram has \d+ lines and \d+ characters/,
  ],
  'every node with every other': [
    inPicture(
      'flowchart LR',
      'a',
      'b',
      'c',
      `${many(300, (at) => `a${at}`).join(' & ')} --> ${many(300, (at) => `b${at}`).join(' & ')}`,
    ),
    'failed',
    /no diagram with more than 500 arrows/,
  ],
  'subgraphs within subgraphs': [
    inPicture(
      'flowchart LR',
      ...many(2_000, (at) => `subgraph s${at}`),
      'a --> b',
      ...many(2_000, () => 'end'),
    ),
    'failed',
    /The diagram has \d+ lines and \d+ characters/,
  ],
  'brackets within a diagram': [
    inPicture('flowchart LR', `a${'['.repeat(20_000)}`, 'b', 'c'),
    'failed',
    /The diagram has \d+ lines and \d+ characters/,
  ],
  'states within states': [
    inPicture('stateDiagram-v2', ...many(2_000, (at) => `state s${at} {`), ...many(2_000, () => '}')),
    'failed',
    /The diagram has \d+ lines and \d+ characters/,
  ],
  'a mindmap without end': [
    inPicture('mindmap', ...many(800, (at) => `${' '.repeat(at % 70)}n${at}`)),
    'failed',
    /The diagram has \d+ lines and \d+ characters/,
  ],
  'subgraphs as deep as is read': [
    inPicture('flowchart LR', ...many(98, (at) => `subgraph s${at}`), 'a --> b', ...many(98, () => 'end')),
    'passed',
    /./,
  ],
  'states as deep as is read': [
    inPicture('stateDiagram-v2', ...many(98, (at) => `state s${at} {`), ...many(98, () => '}')),
    'passed',
    /./,
  ],
  'brackets as many as are read': [
    inPicture('flowchart LR', `a${'['.repeat(9_000)}`, 'b', 'c'),
    'failed',
    /Mermaid can't read/,
  ],
  'settings that would reach into objects': [
    inPicture(
      '%%{init: {"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}}%%',
      'flowchart LR',
      'a --> b',
      'b --> c',
      'c --> d',
    ),
    'passed',
    /./,
  ],
  'front matter that multiplies': [
    inPicture(
      '---',
      'a: &a [x,x,x,x,x,x,x,x,x]',
      'b: &b [*a,*a,*a,*a,*a,*a,*a,*a]',
      'c: [*b,*b,*b,*b,*b,*b,*b,*b]',
      '---',
      'flowchart LR',
      'a --> b',
      'b --> c',
      'c --> d',
    ),
    'passed',
    /./,
  ],
  'names of what every object has': [
    inPicture(
      'flowchart LR',
      '__proto__ --> constructor',
      'constructor --> toString',
      'toString --> valueOf',
    ),
    'passed',
    /./,
  ],
  'a formula that is code': [
    (model) => model.replace('600 / 60', 'process.exit(0) + 600 / 60'),
    'passed',
    /./,
  ],
  'a formula of parentheses': [
    (model) => model.replace('600 / 60', `${'('.repeat(250)}600 / 60`),
    'passed',
    /./,
  ],
  'zero bytes': [(model) => model.replace('| A call', '| \u0000A call'), 'passed', /./],
};

describe('hostile designs', function () {
  this.timeout(120_000);
  const temp = useTempFolder();
  const judges = createJudges(dist);
  after(() => judges.markdown.close?.());

  async function judged(change: (model: string) => string) {
    const pack = await memoryPack();
    const asked = { id: 'rush-hour', week: 1, block: 'b', size: 'S', languages: [] } as const;
    await addExercise(pack, { ...asked, kind: 'design' });
    const exercise = await exerciseOf(await readPack(pack), 'rush-hour');
    const solution = diskFolder(temp());
    const model = await pack.read(`week-01/rush-hour/markdown/reference/${file}`);
    await solution.write(file, change(model));
    const { signal } = new AbortController();
    return runCheck(judges.markdown, { exercise, language: 'markdown', pack, solution, signal }, Date.now);
  }

  it('are judged where they are not hostile', async () =>
    assert.equal((await judged((model) => model)).verdict, 'passed'));

  for (const [name, [change, verdict, told]] of Object.entries(designs))
    it(`${name}: ${verdict}, and soon`, async () => {
      const { reason, checks, findings, durationMs, ...report } = await judged(change);
      const words = [
        reason?.message,
        ...checks.map(({ message }) => message),
        ...findings.map(({ message }) => message),
      ];
      const all = words.filter((one) => one !== undefined).join('\n');
      assert.equal(report.verdict, verdict, all);
      assert.match(all || 'nothing', told);
      assert.ok(checks.every(({ message = '' }) => message.length < 400));
      assert.notEqual(reason?.code, 'harness-fault');
      assert.ok(findings.length <= 20);
      assert.ok(durationMs < 15_000, `it took ${durationMs} ms`);
    });
});
