/** A unit that a number is in, such as `orders/s`, `GB/d`, `min` or `%`. */
export interface Unit {
  /** What it measures. Numbers in units that measure the same can be converted. */
  readonly measures: string;
  /** How much of the base unit it is: seconds, bytes, pieces, or parts of a whole. */
  readonly factor: number;
  /** The things counted, for example `orders`; empty when they have no name, or nothing is counted. */
  readonly things: string;
  /** Whether it is nothing but a size, as the M of 14.4M. */
  readonly isOnlySize: boolean;
}

const sizes = new Map([
  ['k', 1e3],
  ['K', 1e3],
  ['M', 1e6],
  ['G', 1e9],
  ['T', 1e12],
  ['P', 1e15],
  ['E', 1e18],
  ['thousand', 1e3],
  ['million', 1e6],
  ['billion', 1e9],
]);

/** Seconds. A year has 365 days. */
const times = new Map(
  Object.entries({
    ...{ ns: 1e-9, us: 1e-6, µs: 1e-6, ms: 1e-3 },
    ...{ s: 1, sec: 1, second: 1, seconds: 1 },
    ...{ min: 60, minute: 60, minutes: 60 },
    ...{ h: 3_600, hour: 3_600, hours: 3_600 },
    ...{ d: 86_400, day: 86_400, days: 86_400 },
    ...{ week: 604_800, weeks: 604_800 },
    ...{ y: 31_536_000, year: 31_536_000, years: 31_536_000 },
  }),
);

const shorthands = new Map([
  ['rps', '/s'],
  ['qps', '/s'],
  ['tps', '/s'],
  ['bps', 'bit/s'],
]);

/** The power of ten or two that a size in front of a number's unit stands for; undefined when it is none. */
export function sizeOf(word: string): number | undefined {
  return sizes.get(word);
}

/** Reads a unit. Every word that is not known is the name of what is counted, so an author can count anything. */
export function readUnit(text: string): Unit {
  const [, size = '', short = text.trim()] = /^\s*([kMGT]?)([rqtb]ps)\s*$/.exec(text) ?? [];
  const written = size + (shorthands.get(short) ?? short);
  const [over = '', ...under] = written.split('/').map((part) => part.trim());
  const numerator = readOver(over);
  const denominators = under.map(readUnder);
  return {
    measures: [numerator.measures, ...denominators.map(({ measures }) => measures)].join(' per '),
    factor: denominators.reduce((factor, one) => factor / one.factor, numerator.factor),
    things: numerator.things,
    isOnlySize: numerator.isOnlySize && under.length === 0,
  };
}

function readOver(text: string): Unit {
  const [first = '', ...rest] = text.split(/\s+/);
  const size = sizeOf(first);
  if (size === undefined) return { ...measured(text), isOnlySize: false };
  const { measures, factor, things } = measured(rest.join(' '));
  return { measures, factor: size * factor, things, isOnlySize: rest.length === 0 };
}

function measured(word: string): Omit<Unit, 'isOnlySize'> {
  const seconds = times.get(word);
  if (seconds !== undefined) return { measures: 'time', factor: seconds, things: '' };
  const bytes = bytesIn(word);
  if (bytes !== undefined) return { measures: 'data', factor: bytes, things: '' };
  if (word === '%') return { measures: 'share', factor: 0.01, things: '' };
  return { measures: 'count', factor: 1, things: word };
}

function readUnder(text: string) {
  const known = measured(text);
  return known.things === '' ? known : { ...known, measures: known.things };
}

const powers = ['', 'k', 'M', 'G', 'T', 'P', 'E'];

/** `GB` is decimal, `GiB` binary, and a bit an eighth of a byte. */
function bytesIn(word: string): number | undefined {
  const [, size = '', binary, base] = /^([kKMGTPE]?)(i?)(B|bit|bits|byte|bytes)$/.exec(word) ?? [];
  if (base === undefined || (binary === 'i' && size === '')) return undefined;
  const bytes = (binary === 'i' ? 1_024 : 1_000) ** powers.indexOf(size.replace('K', 'k'));
  return base.startsWith('bit') ? bytes / 8 : bytes;
}
