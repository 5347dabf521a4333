import { Readable } from 'node:stream';
import { eventIn, type SignedEvent } from '../core/check/protocol';

/** Whom events of a run are for. */
export interface EventSink {
  /** The secret of the run, asked for at each message. What does not carry it is noise and is dropped. */
  readonly nonce: string;
  readonly hear: (event: SignedEvent) => void;
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
  sink: EventSink,
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
      const event = line.length > messageLength ? undefined : eventIn(line);
      if (event?.nonce === sink.nonce) sink.hear(event);
    }
    if (bytes > channelBytes || unfinished.length > messageLength) flood();
  });
}
