import { formatProblem } from '../../../core/catalog/problem';
import type { RowCount } from '../../../core/catalog/rows';
import type { ExerciseProof, Outcome } from '../../../core/verify/proof';
import type { PackProof } from '../../../node/authoring/verify-pack';
import type { ExitCode, Terminal } from '../../terminal';

export interface ConcludeOptions {
  readonly json?: boolean;
  readonly requireAll?: boolean;
  /** Whether the whole pack was proven: only then it matters how much of its roadmap it has. */
  readonly isWhole: boolean;
  /** How long the proof took. */
  readonly seconds: number;
}

/** Prints the problems and the sum of a proof, and gives the exit code that it deserves. */
export function concludeProof(terminal: Terminal, proof: PackProof, options: ConcludeOptions): ExitCode {
  const { problems, exercises, rows } = proof;
  const notRun = countOf(exercises, 'not-run');
  const failed = countOf(exercises, 'broken') + problems.length + (options.requireAll ? notRun : 0);
  const passed = countOf(exercises, 'proven');
  if (options.json)
    terminal.print(JSON.stringify({ passed, failed, notRun, rows, problems, exercises }, null, 2));
  else {
    for (const problem of problems) terminal.print(`problem   ${formatProblem(problem)}`);
    if (options.isWhole) terminal.print(rowsLine(rows));
    const why = terminal.signal.aborted ? 'not reached' : 'not run on this machine';
    const skipped = notRun > 0 ? `, ${notRun} skipped: ${why}` : '';
    terminal.complain(`It took ${options.seconds.toFixed(1)} s.`);
    terminal.print(`Proof: ${passed} passed, ${failed} failed${skipped}`);
  }
  if (terminal.signal.aborted) {
    terminal.complain('Stopped before everything was proven.');
    return 2;
  }
  if (failed > 0) return 1;
  return passed > 0 ? 0 : 2;
}

function rowsLine({ there, total, planned }: RowCount): string {
  const missing = planned.length > 0 ? ` Listed, and still to be written: ${planned.join(', ')}.` : '';
  return `Rows: ${there} of ${total}.${missing}`;
}

function countOf(exercises: readonly ExerciseProof[], wanted: Outcome): number {
  return exercises
    .flatMap(({ solutions, cases }) => [...solutions, ...cases])
    .filter(({ outcome }) => outcome === wanted).length;
}
