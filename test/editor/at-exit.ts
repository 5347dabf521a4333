import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const EXIT_CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
const hooks = new Set<() => void>();

process.on('exit', () => [...hooks].reverse().forEach((hook) => hook()));
for (const [signal, code] of Object.entries(EXIT_CODES)) process.on(signal, () => process.exit(code));
endWithParent();

/** Runs `hook` however this process ends, Ctrl-C included; the latest registered runs first. */
export function atExit(hook: () => void): { forget(): void } {
  hooks.add(hook);
  return { forget: () => hooks.delete(hook) };
}

/** A folder that is gone when this process is. */
export function temporaryFolder(purpose: string): string {
  const folder = mkdtempSync(path.join(realpathSync(tmpdir()), `codealong-${purpose}-`));
  atExit(() => removeFolder(folder));
  return folder;
}

/** Programs that were just ended may still be writing, so a folder that refuses is tried again. */
export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}

/** A script runner that is ended does not always tell its children: an orphan would serve on for nobody. */
function endWithParent(): void {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid !== parent) process.exit(EXIT_CODES.SIGTERM);
  }, 1000);
  watch.unref();
}
