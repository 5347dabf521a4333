import { cpus } from 'node:os';
import path from 'node:path';
import { removeFolder, temporaryFolder } from '../test/editor/at-exit';
import { activation } from './activation';
import { catalogues } from './catalogue';
import { goChecks } from './go-checks';
import { peakMemory } from './memory';
import { packageSize } from './sizes';
import { sqlChecks } from './sql-checks';
import { table, type Row } from './table';
import { typescriptChecks } from './typescript-checks';
import { wholeVerify } from './verify';

const rounds = 15;
/** Opening a window takes longer than everything that is measured in it. */
const windows = 5;

/** What can be measured, by the word that chooses it. */
const parts: Readonly<Record<string, (folder: string) => Promise<readonly Row[]>>> = {
  typescript: async (folder) => {
    const rows = await typescriptChecks(folder, rounds);
    return [...rows, peakMemory(path.join(folder, 'course'))];
  },
  go: (folder) => goChecks(folder, rounds),
  sql: (folder) => sqlChecks(folder, rounds),
  catalogue: (folder) => catalogues(folder, rounds),
  size: async () => [packageSize()],
  activation: (folder) => activation(folder, windows),
  verify: async () => [await wholeVerify()],
};

/** Measures everything, or the parts named on the command line, and prints one table. */
async function main(words: readonly string[]): Promise<void> {
  const rows: Row[] = [];
  for (const [name, measure] of Object.entries(parts)) {
    if (words.length > 0 && !words.includes(name)) continue;
    console.error(`measuring: ${name}`);
    const folder = temporaryFolder(`bench-${name}`);
    try {
      rows.push(...(await measure(folder)));
    } finally {
      removeFolder(folder);
    }
  }
  const [processor] = cpus();
  console.log(
    `\nNode ${process.versions.node}, ${cpus().length} × ${processor?.model}; medians of ${rounds} alternating runs\n`,
  );
  console.log(table(rows));
}

void main(process.argv.slice(2));
