import type { Attempt } from '../../core/app/app';
import type { Language } from '../../core/catalog/manifest';
import { CodealongError } from '../../core/errors';
import type { History } from '../../core/history/history-actions';
import { countIn, type Moment, type MomentKind } from '../../core/history/moment';
import type { RestoreReport } from '../../core/history/restore';
import { learnerFiles } from '../../core/catalog/catalog';
import type { TextFile } from '../../core/text-file';
import type { CommandContext, ExitCode } from '../terminal';
import { chooseLanguage } from './choose-language';
import { differences } from './differences';

export interface HistoryOptions {
  readonly language?: Language;
  readonly json?: boolean;
  /** Numbers of moments, as the list shows them. */
  readonly show?: number;
  /** One number, which is compared with the files as they are now, or two. */
  readonly compare?: readonly number[];
  readonly restore?: number;
  readonly undo?: boolean;
}

/** Lists what was kept of an exercise, shows or compares it, or goes back to it. */
export async function history(
  context: CommandContext,
  id: string,
  options: HistoryOptions,
): Promise<ExitCode> {
  const { app, folder, terminal } = context;
  const attempt = { folder, id, language: await chooseLanguage(context, id, options.language) };
  const kept = await app.history(attempt);
  const { show, compare, restore, undo, json } = options;
  if (undo) tellRestored(context, await app.undo(attempt), kept);
  else if (restore !== undefined)
    tellRestored(context, await app.restore(attempt, numbered(kept, attempt, restore).id), kept);
  else if (show !== undefined) {
    for (const { path, text } of await filesAt(context, attempt, kept, show))
      terminal.print(`--- ${path}\n${text}`);
  } else if (compare) terminal.print(await compared(context, attempt, kept, compare));
  else if (json) terminal.print(JSON.stringify(asData(attempt, kept), null, 2));
  else for (const line of asText(attempt, kept)) terminal.print(line);
  return 0;
}

const words: Record<MomentKind, string> = {
  scaffolded: 'starter',
  attempt: 'attempt',
  'before-reset': 'before a reset',
  'before-restore': 'before a restore',
  'before-update': 'before a course update',
};

function wordsFor({ kind, outcome }: Moment): string {
  if (!outcome) return words[kind];
  return `${words[kind]}: ${outcome.verdict}, ${countIn(outcome)}`;
}

function asText({ id, language }: Attempt, { moments, keeper }: History): readonly string[] {
  const lines = moments.map((moment, index) => {
    const time = new Date(moment.at).toLocaleString('sv-SE');
    return `${String(index + 1).padStart(4)}  ${time}  ${wordsFor(moment)}`;
  });
  return [
    ...(lines.length > 0 ? lines : [`No history for "${id}" in ${language} yet.`]),
    ...(keeper.kind === 'copies' ? [`Note: ${keeper.why}`] : []),
  ];
}

function asData({ id, language }: Attempt, { moments, keeper }: History) {
  return {
    exercise: id,
    language,
    keeper,
    moments: moments.map(({ kind, at, outcome, paths }, index) => {
      return { number: index + 1, kind, at: new Date(at).toISOString(), ...outcome, paths };
    }),
  };
}

function tellRestored({ terminal }: CommandContext, report: RestoreReport, { moments }: History): void {
  const number = moments.findIndex(({ id }) => id === report.moment.id) + 1;
  for (const path of report.changed) terminal.print(`restored from ${number}: ${path}`);
  if (report.changed.length === 0) terminal.print(`Your files already match ${number}; nothing was changed.`);
  else terminal.print('Undo with --undo.');
}

function numbered({ moments }: History, { id, language }: Attempt, number: number): Moment {
  const moment = moments[number - 1];
  if (moment) return moment;
  const has = moments.length === 0 ? 'there is no history yet' : `it has 1 to ${moments.length}`;
  throw new CodealongError('no-moment', `There is no version ${number} of "${id}" in ${language}: ${has}.`);
}

async function filesAt(
  { app }: CommandContext,
  attempt: Attempt,
  kept: History,
  number: number,
): Promise<readonly TextFile[]> {
  return app.moment(attempt, numbered(kept, attempt, number).id);
}

async function compared(
  context: CommandContext,
  attempt: Attempt,
  kept: History,
  [before = 0, after]: readonly number[],
): Promise<string> {
  const old = { name: String(before), files: await filesAt(context, attempt, kept, before) };
  if (after !== undefined)
    return differences(old, { name: String(after), files: await filesAt(context, attempt, kept, after) });
  return differences(old, { name: 'now', files: await filesNow(context, attempt) });
}

async function filesNow({ app }: CommandContext, { folder, id, language }: Attempt) {
  const files: TextFile[] = [];
  for (const path of learnerFiles(await app.exercise(id), language))
    if ((await folder.kind(path)) === 'file') files.push({ path, text: await folder.read(path) });
  return files;
}
