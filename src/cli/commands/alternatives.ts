import type { Language } from '../../core/catalog/manifest';
import { CodealongError } from '../../core/errors';
import type { CommandContext, ExitCode } from '../terminal';
import { chooseLanguage } from './choose-language';
import { printFiles } from './print-files';

export interface AlternativesOptions {
  readonly language?: Language;
  /** The one whose files to print; all are listed without it. */
  readonly show?: string;
}

/** Lists the other solutions of an exercise with what each trades, or prints the files of one. */
export async function alternatives(
  context: CommandContext,
  id: string,
  { language: asked, show }: AlternativesOptions,
): Promise<ExitCode> {
  const { app, folder, terminal } = context;
  const all = await app.alternatives({ folder, id, language: await chooseLanguage(context, id, asked) });
  if (show === undefined) {
    for (const { id: name, idea, trade } of all) terminal.print(`${name}\n  ${idea}\n  ${trade}\n`);
    terminal.print('Read one with --show <name>.');
    return 0;
  }
  const chosen = all.find(({ id: name }) => name === show);
  if (!chosen) {
    const names = all.map(({ id: name }) => name).join(', ');
    throw new CodealongError('unknown-solution', `"${id}" has no alternative "${show}". It has: ${names}.`);
  }
  printFiles(terminal, chosen.files);
  return 0;
}
