import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { languages } from '../../src/core/catalog/manifest';
import type { CheckReport, Verdict } from '../../src/core/check/report';
import { formatProgress } from '../../src/core/progress/format-progress';
import { mergeProgress } from '../../src/core/progress/merge';
import { parseProgress } from '../../src/core/progress/parse-progress';
import { noProgress, withReport, withStart, type Progress } from '../../src/core/progress/progress';
import { withHint } from '../../src/core/progress/shown-help';
import { useTempFolder } from '../check/support/temp-folder';

/** Something that a learner did at a moment of its own. */
type Step = (progress: Progress, now: number) => Progress;

const id = fc.constantFrom('adder', 'breaker', 'cache', 'dedupe');
const language = fc.constantFrom(...languages);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(id, language).map(
    ([exercise, chosen]): Step =>
      (progress, now) =>
        withStart(progress, exercise, chosen, now),
  ),
  fc.tuple(id, fc.integer({ min: 1, max: 4 })).map(
    ([exercise, hints]): Step =>
      (progress) =>
        withHint(progress, exercise, hints),
  ),
  fc.tuple(id, language, fc.constantFrom<Verdict>('passed', 'failed')).map(
    ([exercise, chosen, verdict]): Step =>
      (progress, now) =>
        withReport(progress, reportOf(exercise, chosen, verdict), chosen, now),
  ),
);

function reportOf(exercise: string, chosen: CheckReport['language'], verdict: Verdict): CheckReport {
  return {
    exercise,
    language: chosen,
    verdict,
    durationMs: 1,
    checks: [],
    findings: [],
    output: '',
    notes: [],
  };
}

describe('when git merges two branches with progress on both', () => {
  const temp = useTempFolder();

  function merged(style: readonly string[], texts: Readonly<Record<'ours' | 'base' | 'theirs', string>>) {
    for (const [name, text] of Object.entries(texts)) writeFileSync(join(temp(), name), text);
    const args = ['merge-file', '-p', ...style, 'ours', 'base', 'theirs'];
    return parseProgress(spawnSync('git', args, { cwd: temp(), encoding: 'utf8' }).stdout);
  }

  for (const style of [[], ['--diff3']]) {
    it(`what it leaves is understood, and nothing is lost ${style.join()}`, function () {
      this.timeout(60_000);
      const steps = fc.array(step, { maxLength: 6 });
      fc.assert(
        fc.property(steps, steps, steps, (before, one, other) => {
          let now = 0;
          const after = (progress: Progress, all: readonly Step[]): Progress =>
            all.reduce((soFar, next) => next(soFar, ++now), progress);
          const base = after(noProgress, before);
          const [ours, theirs] = [after(base, one), after(base, other)];
          const left = merged(style, {
            ours: formatProgress(ours),
            base: formatProgress(base),
            theirs: formatProgress(theirs),
          });
          if (typeof left === 'string') assert.fail(left);
          assert.equal(formatProgress(left), formatProgress(mergeProgress(ours, theirs)));
        }),
        { numRuns: 60 },
      );
    });
  }
});
