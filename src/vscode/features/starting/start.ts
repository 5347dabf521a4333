import { learnerFiles, type Exercise } from '../../../core/catalog/catalog';
import type { ScaffoldReport } from '../../../core/scaffold/scaffold';
import type { Target } from '../../commands/target';
import { uriIn } from '../../course/file-uris';
import type { Solution } from '../../course/solution';
import { buttonFor, say, type Message } from '../../ui/message';
import { words } from '../../words';
import type { Parts } from '../parts';
import { openBrief } from '../reading/open-brief';
import { showCode } from '../reading/show-code';

/**
 * Scaffolds an exercise into the learner's folder and opens it beside its brief. Never overwrites. What an earlier check said of
 * files that were gone is not said of those that take their place.
 */
export async function start(parts: Parts, target: Target): Promise<ScaffoldReport> {
  return scaffold(parts, target, { anew: false });
}

/** The same, asking for the language even when it was decided before. */
export async function startInAnotherLanguage(parts: Parts, target: Target): Promise<ScaffoldReport> {
  return scaffold(parts, target, { anew: true });
}

async function scaffold(
  parts: Parts,
  target: Target,
  options: { readonly anew: boolean },
): Promise<ScaffoldReport> {
  const { course, checker, log } = parts;
  const folder = await course.folders.required();
  const exercise = await course.exercise(target.exercise);
  const language =
    target.language && !options.anew
      ? target.language
      : await parts.language.toStart(exercise, folder, options);
  const solution = { exercise: target.exercise, language, folder };
  const report = await (await course.app()).start(await course.attempt(solution));
  if (report.written.length > 0) checker.forget(solution);
  course.changed();
  // The message is about files, so it does not wait for a page.
  say(log, startedMessage(exercise, solution, report));
  const [first] = learnerFiles(exercise, language);
  if (first !== undefined) await showCode(course, uriIn(folder, first));
  await openBrief(parts, solution);
  return report;
}

function startedMessage(exercise: Exercise, solution: Solution, report: ScaffoldReport): Message {
  const own = learnerFiles(exercise, solution.language);
  const text = words.started(exercise.manifest.title, words.languages[solution.language].label, own, report);
  const next =
    report.different.length > 0
      ? buttonFor(words.buttons.compareWithStarter, 'codealong.compareWithStarter', solution)
      : buttonFor(words.buttons.check, 'codealong.check', solution);
  return { text, buttons: [next] };
}
