import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** A process that lives right now. */
export interface ProcessRow {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  /** Tells it from an earlier process with the same id, where the system says when a process began. */
  readonly began: string;
  /** CPU time that it and its children that are gone have used, in milliseconds. */
  readonly cpuMs: number;
  readonly memoryBytes: number;
}

/**
 * The processes of this machine, or nothing where that can't be told cheaply. A dead one that waits for its parent is none.
 * Those that began before the process `since` may be left out.
 */
export async function processTable(since = 1): Promise<readonly ProcessRow[]> {
  if (process.platform === 'linux') return fromProc(since);
  return process.platform === 'win32' ? [] : fromPs(await ps());
}

/** Whether `processTable` tells anything here. */
export const canSeeProcesses = process.platform !== 'win32';

/** Whether a process was started with these words in its environment. Only Linux tells. */
export function isMarked(pid: number, words: string): boolean {
  return readProc(`${pid}/environ`).includes(words);
}

/** Whether a process has something to compute and is only kept from it by others. Only Linux tells. */
export function isRunnable(pid: number): boolean {
  return entriesOf(`${pid}/task`).some((thread) => /\) R /.test(readProc(`${pid}/task/${thread}/stat`)));
}

/** Reading is synchronous on purpose: these files are answered from memory, and three times as fast. */
function fromProc(since: number): readonly ProcessRow[] {
  const pids = entriesOf('').filter((name) => /^\d+$/.test(name));
  const newest = Number(readProc('loadavg').trim().split(' ').at(-1));
  // Ids are given in ascending order, until they start over.
  const later = newest >= since ? pids.filter((pid) => Number(pid) >= since) : pids;
  return later.flatMap((pid) => rowOf(Number(pid), readProc(`${pid}/stat`)));
}

const clockTickMs = 10;

/** Fields of `/proc/<pid>/stat`, counted from what follows the name, which may itself hold spaces and brackets. */
function rowOf(pid: number, stat: string): readonly ProcessRow[] {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, parent, group] = fields;
  if (fields.length < 22 || state === 'Z' || state === 'X') return [];
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  const row = { pid, parent: Number(parent), group: Number(group), began: fields[19] ?? '' };
  return [{ ...row, cpuMs: ticks * clockTickMs, memoryBytes: Number(fields[21]) * pageBytes }];
}

const pageBytes = process.arch === 'arm64' ? pageBytesByKernel() : 4096;

/** Pages are larger on some ARM systems. The kernel tells its own resident memory both in pages and in kilobytes. */
function pageBytesByKernel(): number {
  const pages = Number(readProc('self/statm').split(' ')[1]);
  const kilobytes = Number(/^VmRSS:\s*(\d+)/m.exec(readProc('self/status'))?.[1]);
  const guess = (kilobytes * 1024) / pages;
  return [4096, 16_384, 65_536].find((size) => guess < size * 1.5) ?? 4096;
}

function entriesOf(path: string): readonly string[] {
  try {
    return readdirSync(`/proc/${path}`);
  } catch {
    return [];
  }
}

function readProc(path: string): string {
  try {
    return readFileSync(`/proc/${path}`, 'latin1');
  } catch {
    return '';
  }
}

function ps(): Promise<string> {
  const columns = 'pid=,ppid=,pgid=,stat=,rss=,time=';
  return new Promise((resolve) => {
    execFile('ps', ['-axo', columns], { maxBuffer: 16 * 1024 * 1024 }, (_error, stdout) => resolve(stdout));
  });
}

/** What `ps` prints for the columns that we ask for. */
export function fromPs(text: string): readonly ProcessRow[] {
  return text.split('\n').flatMap((line) => {
    const [pid, parent, group, state = 'Z', kilobytes, time = ''] = line.trim().split(/\s+/);
    if (state.startsWith('Z')) return [];
    const row = { pid: Number(pid), parent: Number(parent), group: Number(group), began: '' };
    return [{ ...row, cpuMs: milliseconds(time), memoryBytes: Number(kilobytes) * 1024 }];
  });
}

/** `[[days-]hours:]minutes:seconds[.hundredths]` */
function milliseconds(time: string): number {
  const [days, clock] = time.includes('-') ? time.split('-') : ['0', time];
  const seconds = (clock ?? '').split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  return (Number(days) * 86_400 + seconds) * 1000;
}
