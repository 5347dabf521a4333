import { existsSync, readFileSync } from 'node:fs';

/** The variable that tells the suite, inside the extension host, where to write what it came to. */
export const RESULT_FILE_VARIABLE = 'CODEALONG_HOST_RESULT';

/** The variable that names, by a part of them, the only test files to run. */
export const WANTED_VARIABLE = 'CODEALONG_HOST_TESTS';

/** Begins every line of the test report, to tell it from what the editor itself logs. */
export const REPORT_MARK = '[suite] ';

/** What a suite run inside an extension host came to. */
export interface HostResult {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export function readResult(file: string): HostResult | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as HostResult) : undefined;
}

/** A run is good only when it was seen to end, something passed and nothing failed or was left out. */
export function isGood(result: HostResult | undefined): boolean {
  return result !== undefined && result.passed > 0 && result.failed === 0 && result.skipped === 0;
}

export function summary(result: HostResult | undefined): string {
  if (!result) return 'Extension host: the suite did not reach its end.';
  const skipped = result.skipped > 0 ? `, ${result.skipped} skipped` : '';
  return `Extension host: ${result.passed} passed, ${result.failed} failed${skipped}`;
}
