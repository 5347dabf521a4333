import { readArithmetic, type Arithmetic, type Names } from './arithmetic';
import { drawInputs } from './draw';
import { nameOf, type Question, type Sheet } from './question';

/** A question with what comes out of it for some inputs. */
export interface Solved {
  readonly question: Question;
  readonly exact: number;
  /** What comes out of each of its slips. */
  readonly slips: readonly number[];
}

/** The exact answers for the inputs of a seed. Throws `NoArithmetic` for a formula that can't be read. */
export function solve({ inputs, questions }: Sheet, seed: number): readonly Solved[] {
  const known = new Map<string, number>();
  for (const [id, value] of drawInputs(inputs, seed)) known.set(nameOf(id), value);
  return questions.map((question) => {
    const exact = workOut(question, known);
    const slips = question.slips.map((slip) => workOut(slip, known));
    known.set(nameOf(question.id), exact);
    return { question, exact, slips };
  });
}

/** What would be right if the learner's own answers to the questions above were. */
export function solveFrom(
  { inputs }: Sheet,
  seed: number,
  answers: ReadonlyMap<string, number>,
  question: Question,
): number {
  const known = [...drawInputs(inputs, seed), ...answers];
  return workOut(question, new Map(known.map(([id, value]) => [nameOf(id), value])));
}

/** A question or a slip: a sheet is solved for many seeds, and reading a formula takes longer than working it out. */
type Worked = Pick<Question, 'formula'>;

const formulas = new WeakMap<Worked, Arithmetic>();

function workOut(worked: Worked, known: Names): number {
  const arithmetic = formulas.get(worked) ?? readArithmetic(worked.formula);
  formulas.set(worked, arithmetic);
  return arithmetic.valueWith(known);
}
