import * as fs from 'node:fs';
import type { RunnerJob } from '../core/check/runner-job';
import type { RunEvent } from '../core/check/protocol';

/** Sends events to our parent. */
export interface Channel {
  /** Returns when the event is on its way: an exit right after it loses nothing. */
  readonly send: (event: RunEvent) => void;
  /** Sends the last event, if there is one. Nothing of the run goes on after it: the process ends. */
  readonly close: (last?: RunEvent) => void;
}

const input = 0;
const output = 3;

/** `process.exit` would run what the solution left to be done at the exit, however long that takes. */
const exit = (Reflect.get(process, 'reallyExit') as (code: number) => never).bind(process);
const { stringify, parse } = JSON;
const { readFileSync, writeSync } = fs;
const encode = Buffer.from.bind(Buffer) as (text: string) => Buffer;

/**
 * Waits for the jobs, until our parent closes the descriptor, and opens the channel for their events. Without any there is
 * nothing to do, and nobody to tell. What the channel needs was taken hold of before the solution is loaded, and the nonce
 * is nowhere but in here: no object that passes through a function of the solution holds it.
 */
export function takeJobs(): { readonly jobs: readonly RunnerJob[]; readonly channel: Channel } {
  const text = readFileSync(input, 'utf8');
  if (text === '') exit(0);
  const { nonce, jobs } = parse(text) as { readonly nonce: string; readonly jobs: readonly RunnerJob[] };
  return { jobs, channel: openChannel(nonce) };
}

function openChannel(nonce: string): Channel {
  const send = (event: RunEvent): void => writeAll(encode(`\n${stringify(sealed(event, nonce))}\n`));
  return {
    send,
    close: (last) => {
      if (last) send(last);
      return exit(0);
    },
  };
}

/** The event with its secret, in objects that inherit nothing: no `toJSON` of `Object.prototype` sees them or has a say. */
function sealed(event: RunEvent, nonce: string): object {
  const signed = bare({ ...event, nonce });
  if (!('failure' in signed)) return signed;
  const { at, ...words } = signed.failure;
  return bare({ ...signed, failure: bare({ ...words, ...(at && { at: bare(at) }) }) });
}

function bare<T extends object>(value: T): T {
  return { __proto__: null, ...value };
}

/** Writes all of it. A descriptor that the solution closed ends the run: nobody would hear the rest. */
function writeAll(bytes: Buffer): void {
  for (let sent = 0; sent < bytes.length;) {
    try {
      sent += writeSync(output, bytes, sent);
    } catch (error) {
      if (!isBusy(error)) exit(3);
    }
  }
}

/** Whether the channel is full for now. It only says so, instead of making us wait, when the solution laid hands on it. */
function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EAGAIN';
}
