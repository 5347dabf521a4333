import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { MemoryFS, PGlite, type PGliteOptions } from '@electric-sql/pglite';
import type { Answer, ServerError, Session } from '../checkkit/postgres/session';
import { unpack, type Entry } from './archive';
import { writeDirectory } from './data-directory';

/** `ANALYZE` looks at 300 times as many rows: at every row of a table of an exercise, so that statistics are the same each time. */
const settings = ['-c', 'default_statistics_target=400'];

/**
 * A server in this process, all in memory: what it writes is gone with the process. Its own files lie beside this bundle. Without
 * a directory it makes an empty one.
 */
export async function startServer(directory?: readonly Entry[]): Promise<PGlite> {
  const options: PGliteOptions = {
    startParams: [...PGlite.defaultStartParams, ...settings],
    initDbStartParams: ['--wal-segsize=1'],
  };
  const fsBundle = await ownFiles();
  return PGlite.create({ ...options, fsBundle, ...(directory && { fs: new Prepared(directory) }) });
}

/** What PostgreSQL has in its folder of shared files. They ship compressed. */
async function ownFiles(): Promise<Blob> {
  const compressed = await readFile(join(__dirname, 'pglite.data.br'));
  return new Blob([await promisify(brotliDecompress)(compressed)]);
}

/** A session on a server that begins with the data directory of an archive. */
export async function openSession(archive: string): Promise<Session> {
  const server = await startServer(unpack(new Uint8Array(await readFile(archive))));
  // A program that can't be started is an error of PostgreSQL's; its own way is an exception that leaves the server broken.
  Reflect.set(server, 'handleExternalCmd', () => 0);
  return {
    answer: (statement) => answerOf(server, statement),
    inTransaction: () => server.isInTransaction(),
  };
}

async function answerOf(server: PGlite, statement: string): Promise<Answer> {
  try {
    const results = await server.exec(statement);
    const last = results.at(-1);
    return last ? { rows: last.rows } : { refused: { code: 'XX000', message: 'the server gave no answer' } };
  } catch (error) {
    return { refused: asServerError(error) };
  }
}

function asServerError(error: unknown): ServerError {
  if (!(error instanceof Error)) throw error;
  const code: unknown = Reflect.get(error, 'code');
  // What PostgreSQL did not say, such as a fault of the server itself, has no code of its own either.
  if (typeof code !== 'string') return { code: 'XX000', message: error.message };
  const position = Number(Reflect.get(error, 'position'));
  return { code, message: error.message, ...(position > 0 && { position }) };
}

/** A file system in memory that has a data directory when the server looks for one. */
class Prepared extends MemoryFS {
  constructor(private readonly directory: readonly Entry[]) {
    super('prepared');
  }

  override async initialSyncFs(): Promise<void> {
    if (this.pg) writeDirectory(this.pg, this.directory);
  }
}
