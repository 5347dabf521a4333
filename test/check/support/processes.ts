import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

const hasProc = process.platform === 'linux';

/** Whether a process runs. One that is dead and only waits for its parent to notice does not. */
export function runs(pid: number): boolean {
  try {
    const state = hasProc
      ? /^\d+ \(.*\) (\w)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1]
      : execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    return state !== undefined && state !== '' && !state.startsWith('Z');
  } catch {
    return false;
  }
}

/** Waits until something is so. Fails in words when it is not so after a long time, however busy the machine is. */
export async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let round = 0; round < 1_500; round++) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`It never happened that ${what}.`);
}

/** The processes whose working folder or program lies below a folder, as far as this system tells. */
export function processesIn(folder: string): readonly number[] {
  if (!hasProc) {
    const all = execFileSync('ps', ['-axo', 'pid=,command='], { encoding: 'utf8' }).split('\n');
    return all.filter((line) => line.includes(folder)).map((line) => Number.parseInt(line, 10));
  }
  const pids = readdirSync('/proc').map(Number).filter(Number.isInteger);
  return pids.filter(
    (pid) => runs(pid) && ['cwd', 'exe'].some((link) => target(pid, link).startsWith(folder)),
  );
}

/** The path of the program that a process runs, as far as this system tells. */
export function programOf(pid: number): string {
  if (hasProc) return target(pid, 'exe');
  return execFileSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' }).trim();
}

function target(pid: number, link: string): string {
  try {
    return readlinkSync(`/proc/${pid}/${link}`);
  } catch {
    return '';
  }
}
