import type { RunEvent } from '../../core/check/protocol';
import { inEmptyFolder } from '../empty-folder';
import type { Limits } from '../limits';
import { runChild, type ChildEnd } from '../run-child';
import type { GoBuild } from './build';
import { withStartFault } from './start-fault';

export interface GoRun {
  readonly build: GoBuild;
  readonly module: string;
  readonly root: string;
  readonly limits: Limits;
  readonly signal: AbortSignal;
}

/** How one process of the test program went: what it reported and how it ended. */
export interface ProgramEnd {
  readonly events: readonly RunEvent[];
  readonly end: ChildEnd;
}

/** A pattern for the test program that names all checks, or only those with these ids. */
export function testsOf(ids?: readonly string[]): string {
  return ids ? `^TestChecks$/^(${ids.join('|')})$` : '^TestChecks$';
}

/** Runs the tests whose name matches, in a process and an empty folder of their own. `hear` gets each event as it comes. */
export async function runProgram(
  run: GoRun,
  tests: string,
  hear: (event: RunEvent) => void = () => undefined,
): Promise<ProgramEnd> {
  const events: RunEvent[] = [];
  const take = (event: RunEvent): void => {
    events.push(event);
    hear(event);
  };
  const { program, member } = run.build;
  const end = await inEmptyFolder((cwd) =>
    runChild({
      command: program,
      args: [
        `-test.run=${tests}`,
        '-test.timeout=0',
        '-test.count=1',
        ...(member === undefined ? [] : [member]),
      ],
      cwd,
      env: {
        // The detector would sleep for a second at every exit, in case a goroutine still races: checks wait for theirs.
        GORACE: 'halt_on_error=0 exitcode=66 atexit_sleep_ms=0',
        GOTRACEBACK: 'single',
      },
      limits: run.limits,
      signal: run.signal,
      work: Promise.resolve({ module: run.module, solution: run.root }),
      hear: take,
    }),
  );
  return { events, end: await withStartFault(program, end) };
}
