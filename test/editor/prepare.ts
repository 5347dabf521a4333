import { ensureEditor } from './install';

/** Installs the test editor where it is not there yet, for suites that begin at the same time. */
void ensureEditor().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
