import type { Language } from '../../core/catalog/manifest';
import type { CommandContext, ExitCode } from '../terminal';
import { chooseLanguage } from './choose-language';

/** Puts the learner's files back to the starter. */
export async function reset(
  context: CommandContext,
  id: string,
  asked: Language | undefined,
): Promise<ExitCode> {
  const { app, folder, terminal } = context;
  const { restored, kept } = await app.reset({
    folder,
    id,
    language: await chooseLanguage(context, id, asked),
  });
  for (const path of restored) terminal.print(`reset: ${path}`);
  if (restored.length === 0) terminal.print('Your files already match the starter; nothing was changed.');
  if (kept !== undefined) terminal.print(`Your code is saved: codealong history ${id} --undo brings it back`);
  return 0;
}
