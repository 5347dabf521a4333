import type { Language } from '../../core/catalog/manifest';
import { readAtOnce } from '../../core/mistakes/story';
import type { CommandContext, ExitCode } from '../terminal';
import { chooseLanguage } from './choose-language';

export interface CausesOptions {
  readonly language?: Language;
  /** All of them, not only the likeliest. */
  readonly all?: boolean;
}

/** Tells the usual causes of a check that fails. */
export async function causes(
  context: CommandContext,
  id: string,
  check: string,
  { language: asked, all }: CausesOptions,
): Promise<ExitCode> {
  const { app, folder, terminal } = context;
  const language = await chooseLanguage(context, id, asked);
  const stories = await app.usualCauses({ folder, id, language }, check);
  const told = all ? stories : stories.slice(0, readAtOnce);
  terminal.print(told.map(({ title, text }) => `${title}\n\n${text}`).join('\n\n'));
  const more = stories.length - told.length;
  if (more > 0) terminal.print(`\n${more} more, less likely for you: add --all.`);
  return 0;
}
