import type { Language } from '../../core/catalog/manifest';
import type { CommandContext, ExitCode } from '../terminal';
import { chooseLanguage } from './choose-language';

/** Tells the usual causes of a check that fails. */
export async function causes(
  context: CommandContext,
  id: string,
  check: string,
  asked: Language | undefined,
): Promise<ExitCode> {
  const { app, folder, terminal } = context;
  const language = await chooseLanguage(context, id, asked);
  const stories = await app.usualCauses({ folder, id, language }, check);
  terminal.print(stories.map(({ title, text }) => `${title}\n\n${text}`).join('\n\n'));
  return 0;
}
