import type { Reason } from './report';

/** Why a run was stopped from outside. */
export function cancelled(signal: AbortSignal): Reason {
  return signal.reason === 'superseded'
    ? { code: 'superseded', message: 'A newer check took its place.' }
    : { code: 'cancelled', message: 'The check was cancelled.' };
}
