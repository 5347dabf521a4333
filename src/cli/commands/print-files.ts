import type { TextFile } from '../../core/text-file';
import type { Terminal } from '../terminal';

/** Prints files, each under its path. */
export function printFiles(terminal: Pick<Terminal, 'print'>, files: readonly TextFile[]): void {
  for (const { path, text } of files) terminal.print(`=== ${path}\n${text.trimEnd()}\n`);
}
