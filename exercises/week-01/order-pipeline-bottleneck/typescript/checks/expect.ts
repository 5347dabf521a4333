import { fail, show, type Told } from 'codealong/checkkit';
import type { Analysis } from '../reference/analysis/order-pipeline';
import { ask, describe } from './ask';
import type { Question } from './pipelines';

/** The fields that are one number or one truth. */
type Plain = 'bottleneck' | 'kind' | 'maxRps' | 'stable' | 'backlogPerMin';
type ByStage = 'utilisation' | 'serversNeeded';

/** What a check expects. Fields that are not named are not looked at. */
export type Expected = Partial<Pick<Analysis, Plain | ByStage>>;

/** What to say of a stage. `tooMuch` is true when the number is above what was expected. */
type OfStage = (stage: string, tooMuch: boolean) => string;

/** What is wrong, for each field that a check expects. */
export type Messages = Partial<Record<Plain, string>> & Partial<Record<ByStage, OfStage>>;

export const messages: Required<Messages> = {
  bottleneck: 'The bottleneck is not the stage with the lowest capacity.',
  kind: 'The kind is not the kind of the bottleneck.',
  maxRps: 'maxRps is not the capacity of the bottleneck.',
  stable: 'stable does not say whether every utilisation is below 1.',
  backlogPerMin: 'backlogPerMin is not the number of orders by which the queues grow in a minute.',
  utilisation: (stage) =>
    `The utilisation of stage «${stage}» is not the orders that reach it divided by its capacity.`,
  serversNeeded: (stage) =>
    `serversNeeded of stage «${stage}» is not the load divided by what one server may carry, rounded up.`,
};

/** Asks, and fails at the first field that is not as expected. */
export function expectAnalysis(question: Question, expected: Expected, special: Messages = {}): void {
  const answer = ask(question);
  const input = describe(question);
  const say = { ...messages, ...special };
  for (const field of ['bottleneck', 'kind', 'maxRps', 'stable', 'backlogPerMin'] as const) {
    if (field in expected) expectValue(field, answer[field], expected[field], { message: say[field], input });
  }
  for (const field of ['utilisation', 'serversNeeded'] as const) {
    const record: Partial<Record<string, number>> = answer[field] ?? {};
    for (const [stage, value] of Object.entries(expected[field] ?? {})) {
      const actual = record[stage];
      const message = say[field](stage, actual !== undefined && actual > value);
      expectValue(`${field}.${stage}`, actual, value, { message, input });
    }
  }
}

function expectValue(field: string, actual: unknown, expected: unknown, told: Told): void {
  if (
    typeof actual === 'number' && typeof expected === 'number' ? near(actual, expected) : actual === expected
  )
    return;
  fail({ ...told, expected: `${field}: ${show(expected)}`, actual: `${field}: ${show(actual)}` });
}

/** Equal but for what another order of the same operations makes of the last digits. */
function near(actual: number, expected: number): boolean {
  if (actual === expected) return true;
  return Math.abs(actual - expected) <= 1e-9 * Math.max(1, Math.abs(expected));
}
