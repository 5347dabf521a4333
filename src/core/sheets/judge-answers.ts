import type { Failure, Place } from '../check/protocol';
import { readArithmetic } from '../numbers/arithmetic';
import { judgeAnswer } from '../numbers/judge-answer';
import { nameOf, type Sheet } from '../numbers/question';
import { readValue, type ReadValue } from '../numbers/read-value';
import { solve, solveFrom, type Solved } from '../numbers/solve';
import { isWithin } from '../numbers/tolerance';
import { inUnit } from '../numbers/in-unit';
import type { Answer, ReadSheet } from './read-sheet';

/** What became of the answer to one question: `failure` is absent when it is right. */
export interface JudgedAnswer {
  readonly id: string;
  readonly failure?: Failure;
}

type Answers = Pick<ReadSheet, 'seed' | 'answers'>;

/** Judges every answer of a sheet, in the order of the questions. `file` is the sheet's own path, for findings without a line. */
export function judgeAnswers(sheet: Sheet, answers: Answers, file: string): readonly JudgedAnswer[] {
  /** Wrong answers so far, and all numbers that were written so far. */
  const wrong = new Set<string>();
  const written = new Map<string, number>();
  return solve(sheet, answers.seed).map((solved) => {
    const { id, unit } = solved.question;
    const answer = answers.answers.get(id);
    const at: Place = answer?.at ?? { file, line: 1 };
    const read = readAnswer(answer, id, unit);
    if ('problem' in read) {
      wrong.add(id);
      return { id, failure: { message: read.problem, at } };
    }
    const { value } = read;
    const cause = causeAbove(value, solved);
    written.set(id, value);
    const message = judgeAnswer(value, solved);
    if (message === undefined) return { id };
    wrong.add(id);
    return { id, failure: { message: cause ?? message, at, actual: inUnit(value, unit) } };
  });

  /** What to say of an answer that is right for a wrong one above it: that is not a mistake of its own. */
  function causeAbove(value: number, { question }: Solved): string | undefined {
    const { names } = readArithmetic(question.formula);
    const above = [...wrong].find((id) => written.has(id) && names.includes(nameOf(id)));
    if (above === undefined) return undefined;
    const follows = isWithin(value, solveFrom(sheet, answers.seed, written, question), question.tolerance);
    return follows
      ? `It follows from your answer to "${above}", which is wrong. Fix that one first.`
      : undefined;
  }
}

function readAnswer(answer: Answer | undefined, id: string, unit: string): ReadValue {
  if (!answer) return { problem: `The sheet has no line for it. Add "${id}:" with your answer.` };
  const { written } = answer;
  if (written === null || written === '') return { problem: 'Not answered yet.' };
  if (typeof written === 'string') return readValue(written, unit);
  if (typeof written === 'number')
    return Number.isFinite(written) ? { value: written } : { problem: 'Write a number that is finite.' };
  return { problem: 'Write one number here, or arithmetic, and no list and nothing else.' };
}
