/** How far from the exact answer an answer may be: a share of it, or an amount in the unit of the question. */
export interface Tolerance {
  readonly kind: 'share' | 'amount';
  readonly of: number;
}

/** What arithmetic in floating point may differ by, where nothing else is allowed. */
const exactly = 1e-9;

/** Reads `1%`, `exact`, or an amount such as `0.5`; undefined when it is none of them. */
export function readTolerance(text: string | number): Tolerance | undefined {
  if (text === 'exact') return { kind: 'share', of: exactly };
  const [, number = '', percent] = /^\s*(\d+(?:\.\d+)?)\s*(%?)\s*$/.exec(String(text)) ?? [];
  if (number === '' || Number(number) === 0) return undefined;
  return percent === '%'
    ? { kind: 'share', of: Number(number) / 100 }
    : { kind: 'amount', of: Number(number) };
}

/** Whether a value is near enough to the exact one. */
export function isWithin(value: number, exact: number, { kind, of }: Tolerance): boolean {
  const allowed = kind === 'share' ? of * Math.abs(exact) : of;
  return Math.abs(value - exact) <= allowed * (1 + exactly) + Number.EPSILON;
}

/** What is asked for, in words. */
export function toleranceInWords({ kind, of }: Tolerance, unit: string): string {
  if (kind === 'share') return of === exactly ? 'the exact number' : `±${numberInWords(of * 100)} %`;
  return `±${numberInWords(of)}${unit === '' || unit.startsWith('/') ? unit : ` ${unit}`}`;
}

function numberInWords(value: number): string {
  return String(Number(value.toPrecision(6)));
}
