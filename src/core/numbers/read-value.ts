import { NoArithmetic, readArithmetic } from './arithmetic';
import { readUnit, sizeOf } from './units';

/** What a learner wrote for a number: its value in the unit that was asked for, or why it can't be taken. */
export type ReadValue = { readonly value: number } | { readonly problem: string };

/** Longer text than this is not a number. */
const mostCharacters = 300;

/**
 * Reads `166.7/s`, `1.2 GB`, `14.4M`, `350 ms` or `200e6 * 2 / 86400 /s`, converted to the unit that is asked for. Without a unit
 * it is taken to be in that one.
 */
export function readValue(written: string, asked: string): ReadValue {
  const text = written.trim();
  if (text.length > mostCharacters) return { problem: 'This is too long for a number.' };
  if (/\d,\d/.test(text))
    return { problem: 'Write it without the comma: 1000 or 1_000, and 1.5 with a point.' };
  const [, arithmetic, tail = ''] = parts.exec(text.replace(/(?<=\d)_(?=\d)/g, '')) ?? [];
  if (arithmetic === undefined)
    return { problem: `"${shortened(text)}" is not a number. Write one in ${inWords(asked)}.` };
  const size = /[kKMGTP]$/.exec(arithmetic)?.[0] ?? '';
  const factor = tail.trim() === '' && size !== '' ? sizeAlone(size, asked) : factorOf(tail.trim(), asked);
  if (typeof factor === 'string') return { problem: factor };
  const worked = workedOut(arithmetic);
  return typeof worked === 'string' ? { problem: worked } : { value: worked * factor };
}

/** A number with its size, or arithmetic, ends with the last digit or parenthesis; what is behind is a unit. */
const parts = /^(.*(?:[\d.][kKMGTP](?=[\s/]|$)|[\d.)]))([^\d]*)$/s;

/** The size belongs to the number already, and says enough where things are counted; 1.2G of bytes leaves a question. */
function sizeAlone(size: string, asked: string): number | string {
  const factor = factorOf(size, asked);
  return typeof factor === 'string' ? factor : 1;
}

/** What one unit that was written is in the unit that is asked for, or why it is none. */
function factorOf(tail: string, asked: string): number | string {
  if (tail === '') return 1;
  const [unit, wanted] = [readUnit(tail), readUnit(asked)];
  const isCount = wanted.measures.startsWith('count');
  if (unit.isOnlySize && isCount) return unit.factor;
  const isTheirs = unit.things === '' || sameThings(unit.things, wanted.things);
  if (unit.measures === wanted.measures && isTheirs) return unit.factor / wanted.factor;
  return isTheirs
    ? `"${tail}" measures something else. This is asked for in ${inWords(asked)}.`
    : `"${tail}" is not a unit that is known here. This is asked for in ${inWords(asked)}; without a unit it is taken to be that.`;
}

function workedOut(arithmetic: string): number | string {
  const plain = arithmetic.replace(/(?<=[\d.])([kKMGTP])(?![A-Za-z])/g, (size) => `e${exponentOf(size)}`);
  if (/[A-Za-z]/.test(plain.replace(/(?<=[\d.])[eE](?=[-+\d])/g, '')))
    return 'Arithmetic is of numbers alone: leave the words out, and put one unit behind it all.';
  try {
    const value = readArithmetic(plain).valueWith(new Map());
    return Number.isFinite(value) ? value : 'This has no finite value. Is something divided by 0?';
  } catch (error) {
    if (!(error instanceof NoArithmetic)) throw error;
    return `This can't be worked out: ${error.message}.`;
  }
}

function exponentOf(size: string): number {
  return Math.round(Math.log10(sizeOf(size) ?? 1));
}

/** `order` is `orders`. */
function sameThings(one: string, other: string): boolean {
  const singular = (text: string): string => text.toLowerCase().replace(/s$/, '');
  return singular(one) === singular(other);
}

/** A unit as one says it: the one without a name is a plain number. */
export function inWords(unit: string): string {
  return unit === '' ? 'plain numbers' : unit;
}

function shortened(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 39)}…`;
}
