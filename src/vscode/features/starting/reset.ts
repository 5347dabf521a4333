import { window } from 'vscode';
import type { ResetReport } from '../../../core/scaffold/reset';
import type { LanguageChoice } from '../../choose-language';
import type { Course } from '../../course';
import type { Log } from '../../log';
import { showMessage } from '../../message';
import { Dismissed } from '../../refusal';
import type { Target } from '../../target';
import { requireTrust } from '../../trust';
import { words } from '../../words';
import type { Checker } from '../checking/checker';
import { saveExerciseFiles } from '../checking/save-files';

/** Puts the learner's files back to the starter, after asking. What they wrote is kept, unsaved edits included. */
export function resetCommand(course: Course, language: LanguageChoice, checker: Checker, log: Log) {
  return async (target: Target): Promise<ResetReport> => {
    requireTrust();
    const folder = await course.folders.required();
    const exercise = await (await course.app()).exercise(target.exercise);
    const { title } = exercise.manifest;
    const solution = { exercise: target.exercise, language: await language.toGoOn(exercise, target), folder };
    const { question, detail, confirm } = words.reset;
    const answer = await window.showWarningMessage(question(title), { modal: true, detail }, confirm);
    if (answer !== confirm) throw new Dismissed();
    await saveExerciseFiles(course, solution);
    const attempt = await course.attempt(folder, solution.exercise, solution.language);
    const report = await (await course.app()).reset(attempt);
    checker.forget(solution);
    course.changed();
    const text = words.reset.done(title, report);
    log.quietly('show a message', showMessage({ severity: 'information', text, buttons: [] }));
    return report;
  };
}
