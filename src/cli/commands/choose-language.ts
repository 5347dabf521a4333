import { languagesOf } from '../../core/catalog/catalog';
import type { Language } from '../../core/catalog/manifest';
import { startedLanguages } from '../../core/progress/progress';
import { CodealongError } from '../../core/errors';
import type { CommandContext } from '../terminal';

/** The language asked for; else the only one started in this folder; else the exercise's first. */
export async function chooseLanguage(
  { app, folder }: CommandContext,
  id: string,
  asked: Language | undefined,
): Promise<Language> {
  if (asked) return asked;
  const available = languagesOf((await app.exercise(id)).manifest);
  const started = startedLanguages(await app.progress(folder), id);
  const choice = started.length === 1 ? started[0] : available[0];
  if (!choice) throw new CodealongError('unknown-language', `"${id}" has no track.`);
  return choice;
}
