import assert from 'node:assert/strict';
import type { CodeLanguage } from '../../src/core/catalog/manifest';
import { createJudges } from '../../src/node/create-judges';
import { diskFolder } from '../../src/node/disk-folder';
import { leavesNothingBehind } from '../check/support/clean-temp';
import { dist, judged, summary } from '../check/support/judging';
import { useTempFolder } from '../check/support/temp-folder';
import type { Expectations } from './expectation';
import { useSecretEnvironment } from './secret-environment';
import { layOut, storyOf, submissionNames } from './submissions';
import { assertNothingRemains, leavesNoProcess, saidIn } from './traces';

const megabyte = 1024 * 1024;

/** Less than learners get, so that an endless loop is over in two seconds of its own time. */
const limits = {
  timeMs: 2_000,
  wallMs: 60_000,
  memoryBytes: 400 * megabyte,
  processes: 8,
  outputBytes: megabyte,
  channelBytes: megabyte,
};
const judges = createJudges(dist, { limits });

/** Those whose story only holds when they told of a process or port that they left behind. */
const leaving = {
  typescript: ['open-port'],
  go: ['child-process', 'detached-process', 'grandchild', 'open-port'],
};

/** A test for each hostile submission in this language: it gets what is expected of it, and leaves nothing behind. */
export function judgesSubmissions(language: CodeLanguage, expected: Expectations): void {
  const temp = useTempFolder();
  useSecretEnvironment();
  leavesNothingBehind();
  leavesNoProcess();

  it('are all expected, and each tells its story', async () => {
    const names = await submissionNames(language);
    assert.deepEqual([...names].sort(), Object.keys(expected).sort());
    for (const name of names) assert.match(await storyOf(language, name), /^[A-Z].*\.$/, name);
  });

  for (const [name, { outcome, told }] of Object.entries(expected)) {
    it(`${name}: ${outcome}`, async () => {
      await layOut(language, name, temp());
      const report = await judged(language, diskFolder(temp()), undefined, judges);
      const words = [report.reason, ...report.checks].map((part) => part?.message ?? '').join('\n');
      assert.equal(summary(report), outcome, words);
      if (told) assert.match(report.reason?.message ?? firstWords(report.checks), told);
      assert.doesNotMatch(
        words + report.output,
        /sum\.checks\.ts:|sum_checks_test|codealong-/,
        'nothing is given away',
      );
      await assertNothingRemains(report.output);
      if (leaving[language].includes(name)) {
        assert.ok(
          ['pid', 'port'].some((what) => saidIn(report.output, what as 'pid').length > 0),
          report.output,
        );
      }
    });
  }
}

function firstWords(checks: readonly { readonly message?: string }[]): string {
  return checks.find(({ message }) => message !== undefined)?.message ?? '';
}
