import { connect } from 'node:net';
import { watchOverUs } from '../../src/node/tree/end-with-us';
import { ProcessTree } from '../../src/node/tree/process-tree';
import { processTable } from '../../src/node/tree/process-table';
import { runs, until } from '../check/support/processes';

/** What a submission says that it leaves behind: lines such as `pid 123` and `port 4567` in what it prints. */
export function saidIn(output: string, what: 'pid' | 'port'): readonly number[] {
  return [...output.matchAll(new RegExp(`^${what} (\\d+)$`, 'gm'))].map(([, number]) => Number(number));
}

/** Fails unless every process and port that a submission told of is gone. */
export async function assertNothingRemains(output: string): Promise<void> {
  for (const pid of saidIn(output, 'pid')) await until(`process ${pid} was gone`, () => !runs(pid));
  for (const port of saidIn(output, 'port')) await until(`port ${port} was closed`, () => isClosed(port));
}

/** Fails the suite that calls this when, at its end, a process is left that was started in it, by us or below us. */
export function leavesNoProcess(): void {
  const us = new ProcessTree(process.pid);
  let alreadyThere: readonly number[] = [];
  const ours = async () => us.membersIn(await processTable()).map(({ pid }) => pid);
  before(async () => {
    // What watches over our children stays as long as we do: it has to be there before we count.
    watchOverUs();
    alreadyThere = await ours();
  });
  after(() =>
    until('every process was gone', async () => (await ours()).every((pid) => alreadyThere.includes(pid))),
  );
}

function isClosed(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(false);
    });
    socket.once('error', () => resolve(true));
  });
}
