import { readArithmetic, type Names } from './arithmetic';
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
    const exact = workOut(question.formula, known);
    const slips = question.slips.map(({ formula }) => workOut(formula, known));
    known.set(nameOf(question.id), exact);
    return { question, exact, slips };
  });
}

/** What would be right if the learner's own answers to the questions above were. */
export function solveFrom(
  { inputs }: Sheet,
  seed: number,
  answers: ReadonlyMap<string, number>,
  { formula }: Question,
): number {
  const known = [...drawInputs(inputs, seed), ...answers];
  return workOut(formula, new Map(known.map(([id, value]) => [nameOf(id), value])));
}

function workOut(formula: string, known: Names): number {
  return readArithmetic(formula).valueWith(known);
}
