import { describeError, fail, show } from 'codealong/checkkit';
import { analyze, type Analysis, type Stage } from '../reference/analysis/order-pipeline';
import type { Question } from './pipelines';

/** What the solution answers. Fails when it throws, or changes what it was given. */
export function ask(question: Question): Partial<Analysis> {
  const input = describe(question);
  let answer: unknown;
  try {
    answer = analyse(question, frozen(question.stages));
  } catch (error) {
    requireUnchanged(question);
    fail({
      message: 'analyze throws, although every number makes sense.',
      input,
      expected: 'an analysis',
      actual: `it threw ${describeError(error)}`,
    });
  }
  if (typeof answer === 'object' && answer !== null) return answer;
  fail({ message: 'analyze has to return an analysis.', input, expected: 'an object', actual: show(answer) });
}

/** The call as it was asked. */
export function analyse({ load, headroom }: Question, stages: readonly Stage[]): unknown {
  return headroom === undefined ? analyze(stages, load) : analyze(stages, load, headroom);
}

/** The question in a few words, with a line for each stage. */
export function describe({ stages, load, headroom }: Question): string {
  const plan = headroom === undefined ? '' : `, headroom ${headroom}`;
  return [`load ${rounded(load)}/s${plan}`, ...stages.map(describeStage)].join('\n');
}

function describeStage({ name, servers, serviceMs, kind, failRate, maxAttempts }: Stage): string {
  const fails = failRate === undefined ? '' : `, failRate ${failRate}`;
  const attempts = maxAttempts === undefined ? '' : `, maxAttempts ${maxAttempts}`;
  return `${name} ${servers} × ${serviceMs} ms, ${kind}${fails}${attempts}`;
}

/** Enough digits for a person. Computed values are compared as they are. */
function rounded(value: number): string {
  return String(Number(value.toPrecision(6)));
}

/** A copy that nobody can change, so that a check sees every attempt to. */
function frozen(stages: readonly Stage[]): readonly Stage[] {
  return Object.freeze(stages.map((stage) => Object.freeze({ ...stage })));
}

/** Fails when the solution changes a list that it can change. */
function requireUnchanged(question: Question): void {
  const stages = question.stages.map((stage) => ({ ...stage }));
  try {
    analyse(question, stages);
  } catch {
    return;
  }
  const before = describe(question);
  const after = describe({ ...question, stages });
  if (before === after) return;
  fail({
    message: 'analyze changes the stages it was given. The input has to stay as it was.',
    input: before,
    expected: 'the stages as they were',
    actual: after.split('\n').slice(1).join('\n'),
  });
}
