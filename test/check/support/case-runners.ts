import type { CodeLanguage } from '../../../src/core/catalog/manifest';
import type { CaseRunner } from '../../../src/core/cases/case-runner';

/** Runs cases such that every one ends like this, whatever it is. */
export function casesThat(end: 'pass' | 'fail'): Record<CodeLanguage, CaseRunner> {
  const runner: CaseRunner = {
    build: async (_folder, { path }) => ({ program: path }),
    run: async (_folder, cases) => ({
      runs: cases.map(({ check }) => ({ check, passed: end === 'pass', output: end })),
    }),
  };
  return { typescript: runner, go: runner };
}
