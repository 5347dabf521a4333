import childProcess from 'node:child_process';
import fs from 'node:fs';

/**
 * `kill`: the process ends at the point, as by a power cut. `full disk`: from the point on, nothing more can be stored.
 * Nothing at all happens at point 0.
 */
export type FaultMode = 'kill' | 'full disk';

let armed: { readonly point: number; readonly mode: FaultMode } | undefined;
let passed = 0;

/** From now on every place where something is about to be written counts. */
export function arm(point: number, mode: FaultMode): void {
  armed = { point, mode };
  passed = 0;
}

/** No more faults. Gives the number of points that were passed since. */
export function disarm(): number {
  armed = undefined;
  return passed;
}

/** One more point. Does not return from the one at which the process is to be killed. Tells whether the disk is full. */
function isDiskFull(): boolean {
  if (!armed) return false;
  passed++;
  if (armed.mode === 'full disk') return armed.point > 0 && passed >= armed.point;
  if (passed !== armed.point) return false;
  process.kill(process.pid, 'SIGKILL');
  for (;;);
}

function noSpace(call: string): NodeJS.ErrnoException {
  const error: NodeJS.ErrnoException = new Error(`ENOSPC: no space left on device, ${call}`);
  return Object.assign(error, { code: 'ENOSPC', errno: -28, syscall: call });
}

/** Functions that change something on disk, and whether they need space for it. */
const changes: Readonly<Record<string, 'needs space' | 'needs none'>> = {
  appendFile: 'needs space',
  copyFile: 'needs space',
  cp: 'needs space',
  fdatasync: 'needs space',
  datasync: 'needs space',
  fsync: 'needs space',
  sync: 'needs space',
  link: 'needs space',
  mkdir: 'needs space',
  mkdtemp: 'needs space',
  open: 'needs space',
  rename: 'needs space',
  symlink: 'needs space',
  write: 'needs space',
  writeFile: 'needs space',
  writev: 'needs space',
  chmod: 'needs none',
  chown: 'needs none',
  fchmod: 'needs none',
  ftruncate: 'needs none',
  futimes: 'needs none',
  lutimes: 'needs none',
  rm: 'needs none',
  rmdir: 'needs none',
  truncate: 'needs none',
  unlink: 'needs none',
  utimes: 'needs none',
};

type Call = (this: unknown, ...args: unknown[]) => unknown;
type Table = Record<string, Call | undefined>;

/** Every function of a kind in a table, made to count and to fail. `fail` says how a call of this kind fails. */
function wrap(table: Table, suffix: string, fail: (call: string, args: unknown[]) => unknown): void {
  for (const [name, need] of Object.entries(changes)) {
    const original = table[name + suffix];
    if (!original) continue;
    table[name + suffix] = function (...args) {
      if (!armed || (name === 'open' && isForReading(args[1]))) return original.apply(this, args);
      if (isDiskFull() && need === 'needs space') return fail(name, args);
      return original.apply(this, args);
    };
  }
}

function isForReading(flags: unknown): boolean {
  return (
    flags === undefined || flags === 'r' || flags === fs.constants.O_RDONLY || typeof flags === 'function'
  );
}

/** Files opened by promises. A text may also reach the disk by half. */
async function wrapFileHandles(): Promise<void> {
  const handle = await fs.promises.open(__filename, 'r');
  const prototype = Object.getPrototypeOf(handle) as Table;
  await handle.close();
  wrap(prototype, '', rejects);
  const writeFile = prototype['writeFile'];
  const { writeSync } = fs;
  prototype['writeFile'] = async function (text, ...rest) {
    if (!armed || typeof text !== 'string') return writeFile?.call(this, text, ...rest);
    if (isDiskFull()) return rejects('write');
    const half = Math.floor(text.length / 2);
    writeSync((this as fs.promises.FileHandle).fd, text.slice(0, half));
    return writeFile?.call(this, text.slice(half), ...rest);
  };
}

/** Words of git commands that only read. */
const readingGit = ['version', 'for-each-ref', 'log', 'cat-file'];

/** A command is a point before it starts and one after it ended. On a full disk it can't make a file any longer. */
function wrapSpawn(): void {
  const table = childProcess as unknown as Table;
  const original = childProcess.spawn as unknown as Call;
  table['spawn'] = function (program, args, ...rest) {
    const isReading = (args as string[]).some((word) => readingGit.includes(word));
    if (!armed || isReading) return original.call(this, program, args, ...rest);
    const limited = ['-c', 'trap "" XFSZ; ulimit -f 0; exec "$0" "$@"', program, ...(args as string[])];
    const child = (
      isDiskFull()
        ? original.call(this, '/bin/sh', limited, ...rest)
        : original.call(this, program, args, ...rest)
    ) as childProcess.ChildProcess;
    child.prependListener('exit', () => void isDiskFull());
    return child;
  };
}

const rejects = (call: string): Promise<never> => Promise.reject(noSpace(call));

/** Prepares this process for faults. It must be called before anything else takes functions from these modules. */
export async function prepareFaults(): Promise<void> {
  await wrapFileHandles();
  wrap(fs as unknown as Table, 'Sync', (call) => {
    throw noSpace(call);
  });
  wrap(fs as unknown as Table, '', (call, args) => {
    const callback = args.at(-1);
    if (typeof callback === 'function') process.nextTick(callback, noSpace(call));
  });
  wrap(fs.promises as unknown as Table, '', rejects);
  wrapSpawn();
}
