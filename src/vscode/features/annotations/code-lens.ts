import { CodeLens, Range, type Command, type TextDocument } from 'vscode';
import type { ExerciseMarks, Mark } from '../../../core/annotations/marks';
import type { CommandId } from '../../commands/command-ids';
import type { Target } from '../../commands/target';
import { words } from '../../words';
import { rangeOf } from '../checking/code-locations';
import type { DocumentMarks } from './document-marks';

/** The title of a section, by its anchor; undefined where the guides have none. */
export type TitleOf = (anchor: string) => string | undefined;

/** The actions above the code: those of the exercise at its main symbol, a guide link at every other annotated one. */
export function codeLenses(
  document: TextDocument,
  { exercises, codeBase }: DocumentMarks,
  titleOf: TitleOf,
): CodeLens[] {
  return [
    ...exercises.flatMap((exercise) => exerciseLenses(document, exercise, titleOf, exercises.length > 1)),
    ...codeBase.map((mark) => guideLens(document, mark, titleOf)),
  ];
}

/** When none of the exercise's symbols is there any more, its actions stand at the top and say so. */
function exerciseLenses(
  document: TextDocument,
  exercise: ExerciseMarks,
  titleOf: TitleOf,
  isOneOfSeveral: boolean,
): CodeLens[] {
  const { file, title, main, marks, lost } = exercise;
  if (!main && lost.length === 0) return [];
  const range = main ? rangeOf(document, main) : new Range(0, 0, 0, 0);
  const target: Target = { exercise: file.exercise, language: file.language };
  const suffix = isOneOfSeveral ? title : undefined;
  const isAtMain = (mark: Mark): boolean => mark.span.start === main?.start;
  if (file.check !== undefined) return mineLenses(range, { ...target, check: file.check });
  const commands = [
    action(words.lens.check(suffix), 'codealong.check', target),
    action(words.lens.hint(suffix), 'codealong.hint', target),
    openSection(marks.find(isAtMain)?.guide ?? exercise.guide, titleOf),
  ];
  if (!main) commands.push(action(words.lens.lost(lost[0] ?? ''), 'codealong.compareWithStarter', target));
  return [
    ...commands.map((command) => new CodeLens(range, command)),
    ...marks.filter((mark) => !isAtMain(mark)).map((mark) => guideLens(document, mark, titleOf)),
  ];
}

/** Above a check that is the learner's: debug it, judge the solution, go to the code that it is about. */
function mineLenses(range: Range, target: Target): CodeLens[] {
  return [
    action(words.lens.debug, 'codealong.debugMine', target),
    action(words.lens.check(), 'codealong.check', target),
    action(words.lens.file, 'codealong.openExercise', target),
  ].map((command) => new CodeLens(range, command));
}

function guideLens(document: TextDocument, { span, guide }: Mark, titleOf: TitleOf): CodeLens {
  return new CodeLens(rangeOf(document, span), openSection(guide, titleOf));
}

function openSection(guide: string, titleOf: TitleOf): Command {
  const command: CommandId = 'codealong.openSection';
  return {
    title: words.lens.guide(guide, titleOf(guide)),
    command,
    arguments: [guide],
    tooltip: words.lens.guideHelp,
  };
}

function action(title: string, command: CommandId, target: Target): Command {
  return { title, command, arguments: [target] };
}
