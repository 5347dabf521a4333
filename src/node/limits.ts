import type { Reason } from '../core/check/report';
import type { ChannelLimits } from './read-events';

/** What a child process and everything that it starts may use together. */
export interface Limits extends ChannelLimits {
  /**
   * Milliseconds until it has to be over. Where the system tells what processes do, time in which they are kept from
   * computing by other work on the machine does not count.
   */
  readonly timeMs: number;
  /**
   * Milliseconds of the same time without a sign of life, from a child that reports over a channel: it is in an endless loop, or
   * waits in vain. A slow one that comes around now and then is not.
   */
  readonly quietMs: number;
  /** Milliseconds on the clock until it has to be over, however busy the machine is. */
  readonly wallMs: number;
  /** Bytes of memory that are in use at once. */
  readonly memoryBytes: number;
  /** Processes that live at once. */
  readonly processes: number;
  /** Bytes that it may print before it is ended. */
  readonly outputBytes: number;
}

const megabyte = 1024 * 1024;

/** What a check may use. */
export const defaultLimits: Limits = {
  timeMs: 20_000,
  quietMs: 5_000,
  wallMs: 90_000,
  memoryBytes: 1024 * megabyte,
  processes: 16,
  outputBytes: 4 * megabyte,
  messageLength: 256 * 1024,
  channelBytes: 8 * megabyte,
};

/** What a check in Go may use, as far as that is more: the race detector is slow, and signs of life are rarer. */
export const goLimits: Partial<Limits> = { quietMs: 10_000 };

/** What a check with a PostgreSQL server may use, as far as that is more: the server alone takes about 450 MB, and a while to start. */
export const postgresLimits: Partial<Limits> = { memoryBytes: 1536 * megabyte, quietMs: 10_000 };

/** What a check of a mutant may use, as far as that is less: a loop that does not end is one of the ways to be killed. */
export const mutantLimits: Partial<Limits> = { timeMs: 4_000 };

/** What a compiler may use, which is not code of the learner's. */
export const buildLimits: Limits = {
  ...defaultLimits,
  timeMs: 180_000,
  quietMs: 180_000,
  wallMs: 600_000,
  memoryBytes: 16 * 1024 * megabyte,
  processes: 1_000,
};

/** `ms`: the limit that it passed. `computing`: whether it was busy meanwhile, or only waited. */
export function timedOut(ms: number, computing: boolean): Reason {
  const why = computing
    ? 'an endless loop, or work that grows much faster than its input'
    : 'it waits for something that does not come';
  return {
    code: 'timed-out',
    message: `It did not finish within ${ms / 1000} seconds: ${why}, most likely.`,
  };
}

export function neverFinished({ wallMs }: Limits): Reason {
  return {
    code: 'timed-out',
    message: `It did not finish within ${wallMs / 1000} seconds. The machine is very busy: try again when it is less so.`,
  };
}

export function tooMuchMemory({ memoryBytes }: Limits): Reason {
  return {
    code: 'out-of-memory',
    message: `It used more than ${memoryBytes / megabyte} MB of memory and was ended: something grows without end.`,
  };
}

export function tooManyProcesses({ processes }: Limits): Reason {
  return {
    code: 'too-many-processes',
    message: `More than ${processes} processes of it were running at once, and all were ended.`,
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
