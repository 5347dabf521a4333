import type { Reason } from '../core/check/report';
import type { ChannelLimits } from './read-events';

/** What a child process and everything that it starts may use. */
export interface Limits extends ChannelLimits {
  /** Wall-clock milliseconds until it has to be over. */
  readonly timeMs: number;
  /** Bytes that it may print before it is ended. */
  readonly outputBytes: number;
}

const megabyte = 1024 * 1024;

export const defaultLimits: Limits = {
  timeMs: 20_000,
  outputBytes: 4 * megabyte,
  messageLength: 256 * 1024,
  channelBytes: 8 * megabyte,
};

export function timedOut({ timeMs }: Limits): Reason {
  return {
    code: 'timed-out',
    message: `It did not finish within ${timeMs / 1000} seconds: an endless loop, most likely.`,
  };
}

export function tooMuchOutput({ outputBytes }: Limits): Reason {
  return {
    code: 'too-much-output',
    message: `It printed more than ${outputBytes / megabyte} MB and was ended.`,
  };
}

export function floodedChannel({ channelBytes }: Limits): Reason {
  return {
    code: 'too-many-messages',
    message: `It wrote more than ${channelBytes / megabyte} MB to descriptor 3, over which the checks report, and was ended.`,
  };
}

/** Why a run was stopped from outside. */
export function cancelled(signal: AbortSignal): Reason {
  return signal.reason === 'superseded'
    ? { code: 'superseded', message: 'A newer check took its place.' }
    : { code: 'cancelled', message: 'The check was cancelled.' };
}
