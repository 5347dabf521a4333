import type { RunEvent } from './protocol';
import type { CheckResult, Reason } from './report';

/**
 * What became of a check that was running when its process ended. The statement that was running then is named; of one that was
 * over, nothing is said. Only an end by the timeout tells something of the solution.
 */
export function cutOff(
  heard: readonly RunEvent[],
  reason: Reason | undefined,
): Pick<CheckResult, 'status' | 'message' | 'input' | 'at'> {
  const status = reason?.code === 'timed-out' ? 'failed' : 'errored';
  const message = reason?.message ?? 'It began and never ended.';
  const last = heard.findLast(({ type }) => type === 'statement-began' || type === 'statement-ended');
  if (last?.type !== 'statement-began') return { status, message };
  const { name, text, file, line, column } = last;
  return {
    status,
    message: `${name} was still running. ${message}`,
    input: text,
    at: { file, line, column },
  };
}
