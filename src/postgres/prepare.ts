import { writeFile } from 'node:fs/promises';
import { splitStatements } from '../checkkit/postgres/split';
import { pack } from './archive';
import { readDirectory } from './data-directory';
import { startServer } from './server';

/** What to prepare: the statements that make the database, and the file to put its data directory into. */
export interface Preparation {
  readonly seed: string;
  readonly to: string;
}

/** Makes a database once, so that every check can begin with it. Rejects with the statement that PostgreSQL refuses. */
export async function prepare({ seed, to }: Preparation): Promise<void> {
  const server = await startServer();
  for (const { text, line } of splitStatements(seed)) {
    await server.exec(text).catch((error: unknown) => {
      throw new Error(`line ${line} of the seed: ${error instanceof Error ? error.message : String(error)}`);
    });
  }
  await server.exec('CHECKPOINT');
  const { rows } = await server.query<{ log: string }>('SELECT pg_walfile_name(pg_current_wal_lsn()) AS log');
  await writeFile(to, pack(readDirectory(server, rows[0]?.log ?? '')));
}
