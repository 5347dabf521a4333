import { execFile, type ChildProcess } from 'node:child_process';

/**
 * Ends a child and everything it started. Elsewhere than on Windows the child leads a process group of its own (it was
 * started `detached`), and the group is ended as one, also when its leader is gone already.
 */
export function endTree(child: ChildProcess): void {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    if (child.exitCode === null)
      execFile('taskkill', ['/pid', String(child.pid), '/T', '/F'], () => undefined);
    return;
  }
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The group is empty: nothing is left to end.
  }
}
