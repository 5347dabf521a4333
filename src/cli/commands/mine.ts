import type { Language } from '../../core/catalog/manifest';
import type { CommandContext, ExitCode } from '../terminal';
import { chooseLanguage } from './choose-language';

export interface MineOptions {
  readonly language?: Language;
  readonly run?: boolean;
}

/** Makes one check the learner's own, and runs it when asked to. */
export async function mine(
  context: CommandContext,
  id: string,
  check: string,
  { language: asked, run }: MineOptions,
): Promise<ExitCode> {
  const { app, folder, terminal } = context;
  const language = await chooseLanguage(context, id, asked);
  const attempt = { folder, id, language };
  if (run) {
    const { passed, output, reason } = await app.runMine(attempt, check, terminal.signal);
    terminal.print(output.trimEnd());
    if (reason) terminal.complain(reason.message);
    return passed ? 0 : 1;
  }
  const { case: made, written, same, different } = await app.makeMine(attempt, check);
  for (const path of written) terminal.print(`wrote ${path}`);
  for (const path of same) terminal.print(`there already: ${path}`);
  for (const path of different)
    terminal.print(`kept ${path}: it differs from what the course brings and is yours`);
  terminal.print(`Read ${made.path}, then: codealong mine ${id} ${check} --language ${language} --run`);
  return 0;
}
