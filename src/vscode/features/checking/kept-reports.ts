import type { Memento } from 'vscode';
import type { CheckReport } from '../../../core/check/report';

const key = 'codealong.reports';
/** How many solutions are remembered: those that were checked last. */
const most = 12;

/** The last check of a solution: its report, and which code it was about. */
interface KeptReport {
  /** Of the solution; see `solutionKey`. */
  readonly solution: string;
  readonly report: CheckReport;
  /** The digest of the code that was judged. */
  readonly code: string;
}

/** The last report of each solution, kept over a reload of the window. */
export interface KeptReports {
  all(): readonly KeptReport[];
  keep(kept: KeptReport): Promise<void>;
  drop(solution: string): Promise<void>;
}

export function keptReports(memory: Memento): KeptReports {
  const all = (): readonly KeptReport[] => memory.get<readonly KeptReport[]>(key, []);
  const others = (solution: string): readonly KeptReport[] =>
    all().filter((kept) => kept.solution !== solution);

  return {
    all,
    // What the solution printed can be long, and is not looked up a day later.
    keep: async (kept) => {
      const slim = { ...kept, report: { ...kept.report, output: '' } };
      await memory.update(key, [slim, ...others(kept.solution)].slice(0, most));
    },
    drop: async (solution) => {
      await memory.update(key, others(solution));
    },
  };
}
