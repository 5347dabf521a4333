import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { SignedEvent } from '../../core/check/protocol';

/** Reads events, one JSON object a line. A line that is none is noise and is dropped. */
export function readEvents(stream: unknown, hear: (event: SignedEvent) => void): void {
  if (!(stream instanceof Readable)) return;
  createInterface({ input: stream }).on('line', (line) => {
    const event = parseEvent(line);
    if (event) hear(event);
  });
}

function parseEvent(line: string): SignedEvent | undefined {
  try {
    const value: unknown = JSON.parse(line);
    const isEvent = typeof value === 'object' && value !== null && 'type' in value && 'nonce' in value;
    return isEvent ? (value as SignedEvent) : undefined;
  } catch {
    return undefined;
  }
}
