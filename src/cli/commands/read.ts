import type { Language } from '../../core/catalog/manifest';
import { answersLast } from '../answers-last';
import type { CommandContext, ExitCode } from '../terminal';
import { chooseLanguage } from './choose-language';

/** Prints the brief of an exercise, for one language. */
export async function brief(
  context: CommandContext,
  id: string,
  asked: Language | undefined,
): Promise<ExitCode> {
  const language = await chooseLanguage(context, id, asked);
  context.terminal.print((await context.app.brief(id, language)).trimEnd());
  return 0;
}

/** Prints what the guides say at an anchor, the answers to its questions last. */
export async function guide({ app, terminal }: CommandContext, anchor: string): Promise<ExitCode> {
  terminal.print(answersLast(await app.guide(anchor)));
  return 0;
}
