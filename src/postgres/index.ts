import { readFileSync } from 'node:fs';
import { prepare, type Preparation } from './prepare';

/**
 * PostgreSQL, compiled to WebAssembly: a bundle of its own, which is loaded only where SQL is judged. As a program it prepares
 * a database: it gets its work on its standard input, and ends with code 0 when it is done.
 */
export { openSession } from './server';

if (process.argv[1] === __filename) {
  prepare(JSON.parse(readFileSync(0, 'utf8')) as Preparation).then(
    () => process.exit(0),
    (error: unknown) => {
      process.stderr.write(error instanceof Error ? error.message : String(error), () => process.exit(1));
    },
  );
}
