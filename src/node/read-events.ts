import { Readable } from 'node:stream';
import { asEvent, type RunEvent } from '../core/check/protocol';

/** Whom the events of one process are for. */
export interface EventSink {
  /** The secret of that process. A message without it is noise and is dropped. */
  readonly nonce: string;
  /** Hears each event, without its secret. */
  readonly hear: (event: RunEvent) => void;
}

/** How much may come over the channel of one process. */
export interface ChannelLimits {
  /** Characters of one message. */
  readonly messageLength: number;
  /** Bytes altogether, noise included. */
  readonly channelBytes: number;
}

/**
 * Reads events, one a line, until the stream ends or a limit is passed: then `onFlood` is called, nothing is read any more,
 * and no more is kept than one message.
 */
export function readEvents(
  stream: unknown,
  { nonce, hear }: EventSink,
  { messageLength, channelBytes }: ChannelLimits,
  onFlood: () => void,
): void {
  if (!(stream instanceof Readable)) return;
  let unfinished = '';
  let bytes = 0;
  const flood = (): void => {
    stream.destroy();
    onFlood();
  };
  stream.setEncoding('utf8');
  stream.on('error', () => undefined);
  stream.on('data', (text: string) => {
    if (stream.destroyed) return;
    bytes += Buffer.byteLength(text);
    const lines = (unfinished + text).split('\n');
    unfinished = lines.pop() ?? '';
    for (const line of lines) {
      const event = line.length > messageLength ? undefined : eventIn(line, nonce);
      if (event) hear(event);
    }
    if (bytes > channelBytes || unfinished.length > messageLength) flood();
  });
}

function eventIn(line: string, nonce: string): RunEvent | undefined {
  const message = valueIn(line);
  const isGenuine =
    typeof message === 'object' && message !== null && Reflect.get(message, 'nonce') === nonce;
  return isGenuine ? asEvent(message) : undefined;
}

function valueIn(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
