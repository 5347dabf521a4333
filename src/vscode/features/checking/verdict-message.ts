import { Range } from 'vscode';
import { languagesOf, type CatalogEntry, type Exercise } from '../../../core/catalog/catalog';
import { isProductionReady, lacksToolchain, type CheckReport } from '../../../core/check/report';
import { firstToFix } from '../../../core/check/stages';
import { buttonFor, type Button, type Message } from '../../ui/message';
import { uriIn } from '../../course/file-uris';
import { words } from '../../words';
import type { Solution } from '../../course/solution';
import type { EditorError } from './editor-errors';

const { buttons } = words;

/** What a verdict is told with. */
interface Circumstances {
  /** Whether the code was edited while it was judged. */
  readonly isEdited: boolean;
  /** What the editor finds wrong in it. */
  readonly errors: readonly EditorError[];
  readonly next: CatalogEntry | undefined;
}

/**
 * The verdict in one sentence, with what one would do next. It says so when it is about code that was edited meanwhile, and when the
 * editor shows an error that no check judges.
 */
export function verdictMessage(
  report: CheckReport,
  exercise: Exercise,
  solution: Solution,
  { isEdited, errors, next }: Circumstances,
): Message {
  const message = messageOf(report, exercise, solution, next);
  const also = [
    ...(isEdited ? [words.editedMeanwhile] : []),
    ...(errors.length > 0 && report.verdict !== 'unchecked' ? [words.editorErrors(errors)] : []),
  ];
  return { ...message, text: [message.text, ...also].join(' ') };
}

function messageOf(
  report: CheckReport,
  exercise: Exercise,
  solution: Solution,
  next: CatalogEntry | undefined,
): Message {
  const { title } = exercise.manifest;
  const results = buttonFor(buttons.showResults, 'codealong.showResults', solution);
  const { design } = exercise.manifest;
  const toReference = design ? buttons.openModelAnswer : buttons.compareWithReference;
  const reference = buttonFor(toReference, 'codealong.compareWithReference', solution);
  if (report.verdict === 'failed') {
    const hint = buttonFor(buttons.hint, 'codealong.hint', solution);
    const text = words.verdict.failed(title, report);
    return { severity: 'warning', text, buttons: [results, hint, guideOf(report)] };
  }
  if (report.reason?.code === 'harness-fault') {
    const text = words.verdict.ourFault(title, report);
    return {
      severity: 'error',
      text,
      buttons: [buttonFor(buttons.copyReport, 'codealong.copyReport', solution)],
    };
  }
  if (report.verdict === 'unchecked') {
    const text = words.verdict.unchecked(title, report);
    return { severity: 'warning', text, buttons: [wayOut(report, exercise, solution) ?? results] };
  }
  const text = isProductionReady(report)
    ? words.verdict.ready(title, report)
    : words.verdict.passed(title, report);
  const toNext = next
    ? buttonFor(words.now.nextUp(next), 'codealong.visit', { exercise: next.id })
    : { title: buttons.pickExercise, command: 'codealong.pickExercise' };
  if (design) {
    const rate = buttonFor(buttons.rate, 'codealong.rate', solution);
    return { text: `${text} ${words.proseIsYours}`, buttons: [rate, reference] };
  }
  if (exercise.manifest.sheet) return { text, buttons: [reference, toNext] };
  const others = buttonFor(buttons.otherSolutions, 'codealong.compareWithAlternative', solution);
  return isProductionReady(report)
    ? { text, buttons: [reference, others, toNext] }
    : { text, buttons: [results, reference, toNext] };
}

/** The section that explains the first failed check. */
function guideOf(report: CheckReport): Button {
  const anchor = firstToFix(report)?.guide ?? '';
  return { title: words.guideLabel(anchor), command: 'codealong.openSection', arguments: [anchor] };
}

/** What helps when nothing could be judged: the line of the first error, or another language. */
function wayOut(
  { findings, reason }: CheckReport,
  exercise: Exercise,
  solution: Solution,
): Button | undefined {
  const [finding] = findings;
  if (finding) {
    const { file, line, column = 1 } = finding.at;
    const selection = new Range(line - 1, column - 1, line - 1, column - 1);
    const uri = uriIn(solution.folder, file);
    return { title: buttons.goToLine, command: 'vscode.open', arguments: [uri, { selection }] };
  }
  if (!lacksToolchain(reason) || languagesOf(exercise.manifest).length < 2) return undefined;
  return buttonFor(buttons.startInAnotherLanguage, 'codealong.startInAnotherLanguage', solution);
}
