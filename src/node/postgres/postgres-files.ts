import { join } from 'node:path';

/** The files of PostgreSQL, in the folder of its bundle. */
export function postgresFiles(folder: string): readonly string[] {
  return ['index.js', 'pglite.wasm', 'pglite.data.br', 'initdb.wasm'].map((name) => join(folder, name));
}
