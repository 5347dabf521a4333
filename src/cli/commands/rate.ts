import type { Attempt } from '../../core/catalog/attempt';
import type { RatedCriterion } from '../../core/designing/rating-actions';
import { CodealongError } from '../../core/errors';
import { marks, type Mark } from '../../core/progress/progress';
import type { CommandContext, ExitCode } from '../terminal';
import { chooseLanguage } from './choose-language';

export interface RateOptions {
  /** Print the model answer. */
  readonly model?: boolean;
}

/** A mark for a criterion, as in `bottleneck=2`. */
interface Given {
  readonly criterion: string;
  readonly mark: Mark;
}

/**
 * Keeps the marks that a learner gives their own design. Without any it shows what to rate by: each criterion, with a sample of
 * every mark and the one given last.
 */
export async function rate(
  context: CommandContext,
  id: string,
  written: readonly string[],
  { model }: RateOptions,
): Promise<ExitCode> {
  const { app, folder, terminal } = context;
  const attempt: Attempt = { folder, id, language: await chooseLanguage(context, id, undefined) };
  const known = await app.criteria(attempt);
  const given = written.map(readMark);
  for (const { criterion, mark } of given) await app.rate(attempt, criterion, mark);
  if (given.length === 0 && !model) {
    for (const line of asText(known)) terminal.print(line);
    return 0;
  }
  if (given.length > 0) terminal.print(summary(await app.criteria(attempt)));
  if (model) for (const { text } of await app.reference(attempt)) terminal.print(text.trimEnd());
  return 0;
}

function readMark(written: string): Given {
  const [, criterion = '', number] = /^([a-z0-9-]+)=(\d+)$/.exec(written) ?? [];
  const mark = marks.find((one) => String(one) === number);
  if (mark !== undefined) return { criterion, mark };
  throw new CodealongError(
    'no-criterion',
    `"${written}" gives no mark: write a criterion and 0 to 3, as in bottleneck=2.`,
  );
}

function asText(criteria: readonly RatedCriterion[]): readonly string[] {
  return [
    'No program judges what you wrote. You do, with a mark from 0 to 3 for each of these.',
    ...criteria.flatMap(({ id, title, asks, samples, mark }) => [
      '',
      `${title} (${id})${mark === undefined ? '' : `: you gave ${mark}`}`,
      indent(asks, 2),
      ...marks.map((one) => `  ${one}  ${indent(samples[one], 5).trimStart()}`),
    ]),
    '',
    `Give them: ${criteria.map(({ id }) => `${id}=`).join(' ')}`,
  ];
}

function summary(criteria: readonly RatedCriterion[]): string {
  const rated = criteria.flatMap(({ mark }) => mark ?? []);
  const sum = rated.reduce<number>((all, mark) => all + mark, 0);
  const left = criteria.filter(({ mark }) => mark === undefined).map(({ id }) => id);
  const more = left.length === 0 ? '' : ` Not rated yet: ${left.join(', ')}.`;
  return `You gave yourself ${sum} of ${3 * rated.length}.${more}`;
}

function indent(text: string, by: number): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(by));
}
