import type { ManualClock } from 'codealong/checkkit';
import type { StreamWriter } from '../reference/api-gateway/server/stream';
import { parse, type Seen } from './parse';

/** What must not be done to a writer, and what was to be done instead. */
const forbidden = {
  'got a second head': 'one head',
  'got a head after it was closed': 'nothing after onClose, no head either',
  'was written to before the head': 'a head before the first write',
  'was ended before the head': 'a head before end()',
  'was written to after end()': 'nothing after end()',
  'was written to after it was closed': 'nothing after onClose',
  'was written to after a write that threw': 'nothing after a write that threw',
  'was written to while its buffer was full': 'nothing from a write that gave false until the buffer drains',
};

/** A client behind its connection: it keeps what it gets, and notes what must not be done to it. */
export class Client implements StreamWriter {
  head: { readonly status: number; readonly headers: Readonly<Record<string, string>> } | undefined;
  readonly writes: { readonly text: string; readonly at: number }[] = [];
  isEnded = false;
  isFull = false;
  /** The first thing that was done to it against the rules of a writer. */
  misuse: { readonly what: string; readonly instead: string } | undefined;
  /** How many writes it takes before its buffer is full. */
  room = Infinity;
  /** What happens inside of a write, before the text is taken. */
  inWrite: (() => void) | undefined;
  headAt = NaN;
  #gone: 'closed' | 'broken' | 'left' | undefined;
  /** What a browser has made of so many writes: `whole` of the events came in frames that have ended, and `open` is the text after them. */
  #parsed = { writes: 0, events: [] as readonly Seen[], whole: 0, open: '' };
  /** So many writes have been looked at for `oddWrite`. */
  #looked = 0;
  #odd: { readonly text: string; readonly what: string } | undefined;
  readonly #onDrain: (() => void)[] = [];
  readonly #onClose: (() => void)[] = [];

  constructor(
    readonly name: string,
    readonly clock: ManualClock,
  ) {}

  writeHead(status: number, headers: Record<string, string>): void {
    if (this.head) this.#note('got a second head');
    if (this.#gone === 'closed') this.#note('got a head after it was closed');
    this.head ??= { status, headers: { ...headers } };
    this.headAt = this.clock.now();
  }

  write(text: string): boolean {
    if (this.#gone === 'left') return true;
    if (!this.head) this.#note('was written to before the head');
    if (this.isEnded) this.#note('was written to after end()');
    if (this.#gone === 'closed') this.#note('was written to after it was closed');
    if (this.#gone === 'broken') this.#note('was written to after a write that threw');
    if (this.#gone) throw new Error('write EPIPE');
    if (this.isFull) this.#note('was written to while its buffer was full');
    try {
      this.inWrite?.();
    } catch (error) {
      this.#gone = 'broken';
      throw error;
    }
    this.writes.push({ text, at: this.clock.now() });
    this.room -= 1;
    this.isFull = this.room <= 0;
    return !this.isFull;
  }

  end(): void {
    if (!this.head && this.#gone !== 'closed') this.#note('was ended before the head');
    this.isEnded = true;
  }

  onDrain(fn: () => void): void {
    this.#onDrain.push(fn);
  }

  onClose(fn: () => void): void {
    this.#onClose.push(fn);
  }

  /** The buffer has emptied, and takes this many writes from now on. */
  drain(room = Infinity): void {
    this.isFull = false;
    this.room = room;
    for (const fn of this.#onDrain) fn();
  }

  /** The connection is gone. */
  close(): void {
    if (this.#gone === 'closed') return;
    this.#gone = 'closed';
    for (const fn of this.#onClose.splice(0)) fn();
  }

  /** Goes like `close`, for checks that do not judge what is written from now on. */
  leave(): void {
    this.#gone = 'left';
    for (const fn of this.#onClose.splice(0)) fn();
  }

  get events(): readonly Seen[] {
    const { writes, whole, open } = this.#parsed;
    if (writes < this.writes.length) {
      const text = open + textOf(this.writes.slice(writes));
      const events = [...this.#parsed.events.slice(0, whole), ...parse(text).events];
      const ended = text.endsWith('\n\n');
      this.#parsed = {
        writes: this.writes.length,
        events,
        ...(ended ? { whole: events.length, open: '' } : { whole, open: text }),
      };
    }
    return this.#parsed.events;
  }

  get data(): readonly string[] {
    return this.events.map((event) => (event.type === 'reset' ? 'reset' : event.data));
  }

  get text(): string {
    return textOf(this.writes);
  }

  /** The first write that is neither a whole frame nor a comment. */
  get oddWrite(): { readonly text: string; readonly what: string } | undefined {
    for (; !this.#odd && this.#looked < this.writes.length; this.#looked++) {
      const text = this.writes[this.#looked]?.text ?? '';
      const { strange, events } = parse(text);
      const what = strange ?? (events.length > 1 ? `${events.length} events` : undefined);
      if (what !== undefined) this.#odd = { text, what };
    }
    return this.#odd;
  }

  #note(what: keyof typeof forbidden): void {
    this.misuse ??= { what, instead: forbidden[what] };
  }
}

function textOf(writes: readonly { readonly text: string }[]): string {
  return writes.map(({ text }) => text).join('');
}
