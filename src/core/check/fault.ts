import { isCodealongError } from '../errors';
import { isMachineTrouble, reasonOf } from '../system-trouble';
import type { Reason } from './report';

/**
 * Why a check could not be prepared. A file that can't be read is its owner's to fix, and a limit of the machine the
 * machine's; everything else is our fault.
 */
export function faultOf(error: unknown): Reason {
  if (isCodealongError(error)) {
    const isMachines = error.code === 'machine-trouble' || isMachineTrouble(error);
    return { code: isMachines ? 'machine-trouble' : 'missing-file', message: error.message };
  }
  if (isMachineTrouble(error))
    return { code: 'machine-trouble', message: `The check could not be prepared: ${reasonOf(error)}.` };
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'harness-fault', message: `The checks could not be prepared: ${message}` };
}
