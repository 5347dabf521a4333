import { SourceMap } from 'node:module';
import { describeError, Finding } from '../checkkit/typescript';
import { shorten } from '../checkkit/typescript/shorten';
import type { Failure, Place } from '../core/check/protocol';
import { Thrown } from './guard-checks';
import type { RunnerJob, RunnerModule } from '../core/check/runner-job';

/** What a check threw, for the learner: their own line when it came from their code, and never a line of ours. */
export function explain(thrown: unknown, job: RunnerJob): Failure {
  const error = thrown instanceof Thrown ? thrown.value : thrown;
  if (isOf(error, Finding)) {
    const { message, input, expected, actual, at } = error;
    return {
      message: short(message),
      ...(input !== undefined && { input: short(input) }),
      ...(expected !== undefined && { expected: short(expected) }),
      ...(actual !== undefined && { actual: short(actual) }),
      ...(at && { at }),
    };
  }
  const at = learnerPlace(error, job);
  const described = short(describeError(error));
  if (at) return { message: `Your code threw ${described}`, at };
  if (!isOf(error, Error)) return { message: `Your code threw ${described}, which is not an Error.` };
  if (stackOf(error) === '') return { message: `Your code threw ${described}.` };
  return {
    message: `The check could not go on: ${described}. Something that your code returned, or did to what it was given, is not what the brief says.`,
  };
}

/** `instanceof` for what may be a trap. */
function isOf<T>(value: unknown, type: abstract new (...given: never[]) => T): value is T {
  try {
    return value instanceof type;
  } catch {
    return false;
  }
}

/** What loading the solution threw. */
export function explainLoad(error: unknown, job: RunnerJob): Failure {
  if (isOf(error, Finding)) return explain(error, job);
  const at = learnerPlace(error, job);
  const described = short(describeError(error));
  return { message: `Your code could not be loaded: it threw ${described}`, ...(at && { at }) };
}

/** What a change of a built-in object leads to. */
export function explainChange(name: string): Failure {
  return {
    message: `Your code changed ${name}, which everything in the process uses, the judge too: nothing could be relied on after that. Leave built-in objects as they are.`,
    expected: `${name} as it is built in`,
    actual: 'another one, or one that was not there',
  };
}

const short = (text: string): string => shorten(text, 4_000);

/** The innermost line of the learner's on the stack of an error. */
function learnerPlace(error: unknown, job: RunnerJob): Place | undefined {
  const stack = stackOf(error);
  const own = new Map(job.modules.filter((module) => !module.hidden).map((module) => [module.name, module]));
  // What does not even parse has no line of its own on the stack: V8 writes its place above.
  const [, unparsed = '', row = ''] = /^(.+):(\d+)\n/.exec(stack) ?? [];
  const broken = own.get(unparsed);
  if (broken) return original(broken, Number(row), 1);
  for (const line of stack.split('\n').filter((entry) => entry.startsWith('    at '))) {
    const [, file = '', row = '', column = ''] = /\(?([^()\s]+):(\d+):(\d+)\)?$/.exec(line.trim()) ?? [];
    const module = own.get(file);
    if (module) return original(module, Number(row), Number(column));
    if (line.includes('checks:')) return undefined;
  }
  return undefined;
}

/** The stack of an error, unless the error makes a secret or a trap of it. */
function stackOf(error: unknown): string {
  try {
    return error instanceof Error && typeof error.stack === 'string' ? error.stack : '';
  } catch {
    return '';
  }
}

function original(module: RunnerModule, line: number, column: number): Place {
  const entry = new SourceMap(JSON.parse(module.map) as ConstructorParameters<typeof SourceMap>[0]).findEntry(
    line - 1,
    column - 1,
  );
  return 'originalLine' in entry
    ? { file: module.name, line: entry.originalLine + 1, column: entry.originalColumn + 1 }
    : { file: module.name, line };
}
