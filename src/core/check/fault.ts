import { isCodealongError } from '../errors';
import type { Reason } from './report';

/** Why a check could not be prepared. A file that can't be read is its owner's to fix; everything else is our fault. */
export function faultOf(error: unknown): Reason {
  if (isCodealongError(error)) return { code: 'missing-file', message: error.message };
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'harness-fault', message: `The checks could not be prepared: ${message}` };
}
