import type { CommandContext, ExitCode } from '../terminal';

/** Shows the next hint of an exercise. */
export async function hint({ app, folder, terminal }: CommandContext, id: string): Promise<ExitCode> {
  const { number, total, title, text } = await app.nextHint(folder, id);
  terminal.print(`Hint ${number} of ${total}: ${title}\n\n${text}`);
  return 0;
}
