import type { Language } from '../../core/catalog/manifest';
import type { CommandContext, ExitCode } from '../terminal';
import { chooseLanguage } from './choose-language';
import { printFiles } from './print-files';

export interface ReferenceOptions {
  readonly language?: Language;
  /** Open it although the exercise is not solved. */
  readonly reveal?: boolean;
}

/** Prints the files of the reference, each under its path. */
export async function reference(
  context: CommandContext,
  id: string,
  { language: asked, reveal }: ReferenceOptions,
): Promise<ExitCode> {
  const { app, folder, terminal } = context;
  const attempt = { folder, id, language: await chooseLanguage(context, id, asked) };
  const files = reveal ? await app.revealReference(attempt) : await app.reference(attempt);
  printFiles(terminal, files);
  return 0;
}
