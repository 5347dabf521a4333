import type { Language } from '../../core/catalog/manifest';
import type { CommandContext, ExitCode } from '../terminal';
import { drawnSheet } from '../../core/sheets/draw-action';
import { chooseLanguage } from './choose-language';

/** Scaffolds an exercise and tells what was written and what was left alone. */
export async function start(
  context: CommandContext,
  id: string,
  asked: Language | undefined,
  seed?: number,
): Promise<ExitCode> {
  const { app, folder, terminal } = context;
  if (seed !== undefined) drawnSheet(await app.exercise(id));
  const language = await chooseLanguage(context, id, asked);
  const attempt = { folder, id, language };
  const { written, same, different } = await app.start(attempt);
  for (const path of written) terminal.print(`wrote ${path}`);
  for (const path of same) terminal.print(`there already: ${path}`);
  for (const path of different) terminal.print(`kept ${path}: it differs from the starter and is yours`);
  if (seed !== undefined) {
    await app.draw(attempt, seed);
    terminal.print(`The given numbers of seed ${seed} are in your sheet.`);
  }
  terminal.print(`Write your solution in ${folder.location}, then: codealong check ${id}`);
  return 0;
}
