import assert from 'node:assert/strict';
import { CodealongError, type ErrorCode } from '../../../src/core/errors';

/** The message with which a request is refused. Fails unless it is refused with this code. */
export async function refusal(code: ErrorCode, request: () => unknown): Promise<string> {
  try {
    await request();
  } catch (error) {
    assert.ok(error instanceof CodealongError, `expected a refusal, but it threw ${String(error)}`);
    assert.equal(error.code, code);
    return error.message;
  }
  return assert.fail(`expected a refusal with ${code}, but it went through`);
}
