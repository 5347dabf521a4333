import { connect } from 'node:net';
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
