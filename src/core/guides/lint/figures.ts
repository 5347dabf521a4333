import { NoArithmetic, readArithmetic } from '../../numbers/arithmetic';
import { nameOf } from '../../numbers/question';
import { numbersIn, type Printed } from './numbers-in';
import type { SectionPlan } from './section-plan';

/** A figure with what its formula gives, and the number that the text prints. */
export interface WorkedOut {
  readonly name: string;
  readonly says: string;
  readonly value: number;
  readonly printed: Printed | undefined;
  /** Why its formula can't be worked out. */
  readonly problem?: string;
}

/** Works out the figures of a plan, one after the other: each may use what is given and those above it. */
export function workOut({ given, figures }: Pick<SectionPlan, 'given' | 'figures'>): readonly WorkedOut[] {
  const known = new Map(Object.entries(given).map(([name, value]) => [nameOf(name), value]));
  return Object.entries(figures).map(([name, { says, formula }]) => {
    const printed = numbersIn(says)[0];
    const value = valueOf(formula, known);
    if (typeof value === 'string') return { name, says, printed, value: NaN, problem: value };
    known.set(nameOf(name), value);
    return { name, says, printed, value };
  });
}

function valueOf(formula: string, known: ReadonlyMap<string, number>): number | string {
  try {
    const arithmetic = readArithmetic(formula);
    const unknown = arithmetic.names.find((name) => !known.has(name));
    return unknown === undefined ? arithmetic.valueWith(known) : `nothing above it is called ${unknown}`;
  } catch (error) {
    if (!(error instanceof NoArithmetic)) throw error;
    return error.message;
  }
}

/** Whether a value rounds to what is printed. */
export function roundsTo(value: number, { value: shown, decimals }: Printed): boolean {
  const half = 0.5 / 10 ** decimals;
  return Math.abs(value - shown) <= half * (1 + 1e-9) + Number.EPSILON;
}
