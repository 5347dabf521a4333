import type { Failure, Place } from '../../core/check/protocol';

/** What the detector says first of a race, and what the test program says of it when the rest was lost in a flood of output. */
const race = /WARNING: DATA RACE|race detected during execution of test/;

const synchronised = 'every access to shared state is synchronised';

/** The data race that the detector reported in what a program printed, if any. */
export function raceFinding(output: string, module: string): Failure | undefined {
  const start = output.search(race);
  if (start < 0) return undefined;
  const at = learnerLine(output.slice(start), module);
  return {
    message:
      'Two goroutines use the same variable at the same time, and at least one of them writes it: a data race.',
    expected: synchronised,
    actual: 'the race detector reported a data race',
    ...(at && { at }),
  };
}

/** The panic or fatal error that ended a program, if any. */
export function explainCrash(output: string, module: string): Failure | undefined {
  const match = /^(panic|fatal error): (.+)$/m.exec(output);
  if (!match) return undefined;
  const [line, kind, text = ''] = match;
  const at = learnerLine(output.slice(output.indexOf(line)), module);
  return { ...whatCrashed(kind, text), actual: line, ...(at && { at }) };
}

function whatCrashed(kind: string | undefined, text: string): Pick<Failure, 'message' | 'expected'> {
  const expected = 'the program goes on';
  if (kind === 'panic') return { message: 'Your code panicked in a goroutine of its own.', expected };
  if (text.includes('all goroutines are asleep'))
    return {
      message: 'Your code is stuck: every goroutine waits for another one, and none can go on.',
      expected,
    };
  // Either the runtime or the race detector is the first to see this one: it is told as what it is.
  if (text.startsWith('concurrent map '))
    return {
      message:
        'Two goroutines use the same map at the same time, and at least one of them writes it: a data race.',
      expected: synchronised,
    };
  return { message: 'Your code made the Go runtime give up.', expected };
}

/** The first line of a trace that lies in the learner's module and in no check. Paths are trimmed to the module path. */
function learnerLine(trace: string, module: string): Place | undefined {
  for (const [, path = '', line = ''] of trace.matchAll(/^\s+(\S+\.go):(\d+)/gm)) {
    const own =
      path.startsWith(`${module}/`) && !path.endsWith('_test.go') && !path.includes('/internal/codealong/');
    if (own) return { file: path.slice(module.length + 1), line: Number(line) };
  }
  return undefined;
}

const aboutTheTests =
  /^(PASS|FAIL)$|^ *--- (PASS|FAIL|SKIP): TestChecks|^=== |^testing: |_test\.|checkkit|(^|\s)testing(\/|\.(\(\*|tRunner|runTests|go:))/;

/** What a program printed without the lines that the test program adds: they name hidden checks and say nothing new. */
export function printedBySolution(output: string): string {
  return output
    .split('\n')
    .filter((line) => !aboutTheTests.test(line))
    .join('\n');
}
