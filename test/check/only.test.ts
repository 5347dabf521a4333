import assert from 'node:assert/strict';
import type { CodeLanguage } from '../../src/core/catalog/manifest';
import type { RunEvent } from '../../src/core/check/protocol';
import { runCheck } from '../../src/core/check/run-check';
import { createJudges } from '../../src/node/create-judges';
import { diskFolder } from '../../src/node/disk-folder';
import { leavesNothingBehind } from './support/clean-temp';
import { courseWith, dist, impatient } from './support/judging';
import { needsGo } from './support/needs-go';
import { adderOf, fixturePack } from './support/packs';

/** Right for no numbers at all, and wrong for all others: `adds` fails, and `adds-nothing` waits for `adds`. */
const wrong = {
  typescript: 'export const sum = (): number => 0;',
  go: 'package sum\n\nfunc Sum(numbers []int) int { return 0 }\n',
};

/** Checks the wrong solution with these checks only, and tells the verdict, what became of each, and which began. */
async function judgedBy(language: CodeLanguage, ids: readonly string[], judges = impatient) {
  const pack = diskFolder(fixturePack);
  const began: string[] = [];
  const onEvent = (event: RunEvent): void => {
    if (event.type === 'check-started') began.push(event.id);
  };
  const { signal } = new AbortController();
  const solution = courseWith(language, wrong[language]);
  const only = new Set(ids);
  const request = { exercise: await adderOf(pack), language, pack, solution, only, signal, onEvent };
  const { verdict, reason, checks } = await runCheck(judges[language], request, Date.now);
  return { verdict, reason, checks: checks.map(({ id, status }) => `${id} ${status}`), began };
}

function runsWhatIsAskedFor(language: CodeLanguage): void {
  it('runs and judges these checks and no others, though others are before them', async () => {
    assert.deepEqual(await judgedBy(language, ['adds-nothing']), {
      verdict: 'passed',
      reason: undefined,
      checks: ['adds-nothing passed'],
      began: ['adds-nothing'],
    });
  });

  it('fails by these alone', async () => {
    const { verdict, checks, began } = await judgedBy(language, ['adds']);
    assert.deepEqual([verdict, checks], ['failed', ['adds failed']]);
    assert.deepEqual(new Set(began), new Set(['adds']));
  });

  it('skips what waits for another of them', async () => {
    const { verdict, checks } = await judgedBy(language, ['adds', 'adds-nothing']);
    assert.deepEqual([verdict, checks], ['failed', ['adds failed', 'adds-nothing skipped']]);
  });
}

describe('a judge that is asked for some checks, in TypeScript', function () {
  this.timeout(30_000);
  leavesNothingBehind();
  runsWhatIsAskedFor('typescript');

  it('does the same without a rehearsal', async () => {
    const judges = createJudges(dist, { many: true });
    const { verdict, checks } = await judgedBy('typescript', ['adds-nothing'], judges);
    assert.deepEqual([verdict, checks], ['passed', ['adds-nothing passed']]);
  });
});

describe('a judge that is asked for some checks, in Go', function () {
  this.timeout(120_000);
  needsGo();
  leavesNothingBehind();
  runsWhatIsAskedFor('go');
});
