import { CommanderError } from 'commander';
import { isCodealongError } from '../core/errors';

/** Whether a command line asks for one JSON object on standard output. */
export function asksForData(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  return argv.slice(0, end < 0 ? argv.length : end).includes('--json');
}

/**
 * The object that is printed when a command was refused before it had anything to print: who reads it need not know of
 * standard error. That of `check` has the shape of a report in which nothing was judged.
 */
export function refusalAsData([command, ...words]: readonly string[], error: unknown): string {
  const reason = `${codeOf(error)}: ${messageOf(error)}`;
  const exercise = words.find((word, index) => !word.startsWith('-') && !takesValue(words[index - 1]));
  const report = { exercise, verdict: 'unchecked', reason, durationMs: 0, checks: [] };
  return JSON.stringify(command === 'check' ? report : { reason }, null, 2);
}

/** Whether the word after this one belongs to it. */
function takesValue(word: string | undefined): boolean {
  return word === '--language' || word === '--dir' || word === '--pack';
}

function codeOf(error: unknown): string {
  if (error instanceof CommanderError) return 'wrong-usage';
  return isCodealongError(error) ? error.code : 'harness-fault';
}

function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/^error: /, '');
}
