import { spawn as start, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { newMark } from '../run-mark';
import { endTree } from '../tree/end-tree';
import { endWithUs } from '../tree/end-with-us';
import { ProcessTree } from '../tree/process-tree';

/**
 * What simple-git starts git with: the bundles of ours give it this module for `node:child_process`. A git that can't be started is
 * an error that it catches, where it would leave one that nobody hears. A git that is ended is ended with all that it
 * started, and none outlives us.
 */
export function spawn(command: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  const { mark, variable } = newMark();
  const child = start(command, args, {
    ...options,
    env: { ...options.env, ...variable },
    detached: process.platform !== 'win32',
  });
  const { pid } = child;
  if (pid === undefined) return unstarted(child);
  child.on('exit', endWithUs(pid, mark));
  child.kill = () => {
    void endTree(child, new ProcessTree(pid), mark);
    child.unref();
    return true;
  };
  return child;
}

/** A child without streams is one for which the system had no descriptors left. */
function unstarted(child: ChildProcess): ChildProcess {
  child.on('error', () => undefined);
  if (Reflect.get(child, 'stdout')) return child;
  throw new Error('git could not be started: too many files are open');
}
