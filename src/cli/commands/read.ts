import type { Language } from '../../core/catalog/manifest';
import { nearestSection } from '../../core/guides/nearest-section';
import { answersLast } from '../answers-last';
import { linksAsCommands } from '../links-as-commands';
import type { CommandContext, ExitCode } from '../terminal';
import { chooseLanguage } from './choose-language';

/** Prints the brief of an exercise, for one language. */
export async function brief(
  context: CommandContext,
  id: string,
  asked: Language | undefined,
): Promise<ExitCode> {
  const { app, terminal } = context;
  const language = await chooseLanguage(context, id, asked);
  const { path } = await app.exercise(id);
  const text = (await app.brief(id, language)).trimEnd();
  terminal.print(linksAsCommands(text, `${path}/brief.md`, await app.sections()));
  return 0;
}

/** Prints what the guides say at an anchor, the answers to its questions last. */
export async function guide({ app, terminal }: CommandContext, anchor: string): Promise<ExitCode> {
  const text = await app.guide(anchor);
  const sections = await app.sections();
  const file = nearestSection(sections, anchor)?.file ?? '';
  terminal.print(linksAsCommands(answersLast(text), file, sections));
  return 0;
}
