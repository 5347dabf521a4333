import type { Language } from '../../core/catalog/manifest';
import type { CommandContext, ExitCode } from '../terminal';
import { chooseLanguage } from './choose-language';

/** Scaffolds an exercise and tells what was written and what was left alone. */
export async function start(
  context: CommandContext,
  id: string,
  asked: Language | undefined,
): Promise<ExitCode> {
  const { app, folder, terminal } = context;
  const language = await chooseLanguage(context, id, asked);
  const { written, same, different } = await app.start({ folder, id, language });
  for (const path of written) terminal.print(`wrote ${path}`);
  for (const path of same) terminal.print(`there already: ${path}`);
  for (const path of different) terminal.print(`kept ${path}: it differs from the starter and is yours`);
  terminal.print(`Write your solution in ${folder.location}, then: codealong check ${id}`);
  return 0;
}
