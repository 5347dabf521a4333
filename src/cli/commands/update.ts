import type { Language } from '../../core/catalog/manifest';
import type { FileUpdate } from '../../core/history/updates';
import type { CommandContext, ExitCode } from '../terminal';
import { chooseLanguage } from './choose-language';

const words: Record<FileUpdate['kind'], string> = {
  new: 'new',
  merged: 'merged with yours',
  conflict: 'CONFLICT',
  'no-base': 'left alone',
};

/** Merges what the course changed into the learner's files, or only says what that would do. */
export async function update(
  context: CommandContext,
  id: string,
  asked: Language | undefined,
  dryRun: boolean,
): Promise<ExitCode> {
  const { app, folder, terminal } = context;
  const attempt = { folder, id, language: await chooseLanguage(context, id, asked) };
  const offered = await app.updates(attempt);
  for (const { path, kind } of offered) terminal.print(`${words[kind]}: ${path}`);
  if (offered.some(({ kind }) => kind === 'no-base'))
    terminal.print(
      'What is left alone differs from the course, and the version it was made from is no longer known.',
    );
  if (offered.length === 0) terminal.print('The course has nothing new for your files.');
  if (dryRun || offered.every(({ kind }) => kind === 'no-base')) return 0;
  const { conflicts } = await app.applyUpdate(attempt);
  if (conflicts.length > 0)
    terminal.print(
      `Both you and the course changed the same lines of ${conflicts.join(', ')}: choose between the markers.`,
    );
  terminal.print(`codealong history ${id} --undo undoes this.`);
  return 0;
}
