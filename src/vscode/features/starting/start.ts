import type { ScaffoldReport } from '../../../core/scaffold/scaffold';
import { learnerFiles } from '../../../core/catalog/catalog';
import type { LanguageChoice } from '../../course/choose-language';
import type { Course } from '../../course/course';
import type { Log } from '../../ui/log';
import { buttonFor, say } from '../../ui/message';
import { uriIn } from '../../course/file-uris';
import type { Target } from '../../commands/target';
import { requireTrust } from '../../course/trust';
import { words } from '../../words';
import type { Checker } from '../checking/checker';
import { openBrief } from '../reading/open-brief';
import { showCode } from '../reading/show-code';

export interface StartOptions {
  /** Asks for the language even when it was decided before. */
  readonly anew: boolean;
}

/**
 * Scaffolds an exercise into the learner's folder and opens it beside its brief. Never overwrites. What an earlier check said of
 * files that were gone is not said of those that take their place.
 */
export function startCommand(course: Course, language: LanguageChoice, checker: Checker, log: Log) {
  return async (target: Target, options: StartOptions): Promise<ScaffoldReport> => {
    requireTrust();
    const folder = await course.folders.required();
    const exercise = await course.exercise(target.exercise);
    const chosen =
      target.language && !options.anew ? target.language : await language.toStart(exercise, folder, options);
    const solution = { exercise: target.exercise, language: chosen, folder };
    const report = await (await course.app()).start(await course.attempt(solution));
    if (report.written.length > 0) checker.forget(solution);
    course.changed();
    const own = learnerFiles(exercise, chosen);
    const [first] = own;
    if (first !== undefined) await showCode(course, uriIn(folder, first));
    await openBrief(course, target);
    const text = words.started(exercise.manifest.title, words.languages[chosen].label, own, report);
    const next =
      report.kept.length > 0
        ? buttonFor(words.buttons.compareWithStarter, 'codealong.compareWithStarter', solution)
        : buttonFor(words.buttons.check, 'codealong.check', solution);
    say(log, { text, buttons: [next] });
    return report;
  };
}
