import { execFile, type ChildProcess } from 'node:child_process';
import type { ProcessTree } from './process-tree';
import { isMarked, processTable } from './process-table';

/** How often new processes are looked for before the rest is given up: each round finds all that the one before let start. */
const rounds = 20;

/**
 * Ends a child and everything that it started, also what left its group and, on Linux, what carries the mark of the run in
 * its environment. All are halted before any is killed, so that none can start another one meanwhile. Elsewhere than on
 * Windows the child leads a process group of its own (it was started `detached`). Settles when all have their signal.
 */
export async function endTree(child: ChildProcess, tree: ProcessTree, mark: string): Promise<void> {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') return taskkill(child);
  signal(-child.pid, 'SIGSTOP');
  const halted = new Set<number>();
  for (let round = 0; round < rounds; round++) {
    const members = tree.membersIn(await processTable(tree.root), ({ pid }) => isMarked(pid, mark));
    const others = members.filter(({ pid }) => !halted.has(pid));
    if (others.length === 0) break;
    for (const { pid } of others) {
      signal(pid, 'SIGSTOP');
      halted.add(pid);
    }
  }
  signal(-child.pid, 'SIGKILL');
  for (const pid of halted) signal(pid, 'SIGKILL');
}

function signal(target: number, name: NodeJS.Signals): void {
  try {
    process.kill(target, name);
  } catch {
    // It is gone, or became somebody else's: nothing is left to end.
  }
}

/** Windows knows the children of a process, not of one that is gone. */
function taskkill({ pid, exitCode }: ChildProcess): Promise<void> {
  if (exitCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    execFile('taskkill', ['/pid', String(pid), '/T', '/F'], () => resolve());
  });
}
