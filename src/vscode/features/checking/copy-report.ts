import { env, version } from 'vscode';
import { faultReport } from '../../../core/check/fault-report';
import type { LanguageChoice } from '../../course/choose-language';
import { chooseSolution } from '../../course/choose-solution';
import type { Course } from '../../course/course';
import type { Log } from '../../ui/log';
import { say } from '../../ui/message';
import type { Target } from '../../commands/target';
import { words } from '../../words';
import type { Checker } from './checker';

/** How long the tools on this machine have to say their versions. */
const patienceMs = 10_000;

/** Copies what helps to find a fault of ours: versions, and how the last check went. Nothing of the learner's is in it. */
export function copyReport(course: Course, language: LanguageChoice, checker: Checker, log: Log) {
  return async (target: Target): Promise<string> => {
    const { solution } = await chooseSolution(course, language, target);
    const { personalPlaces, surroundings } = await import('../../../node');
    const found = await surroundings(AbortSignal.timeout(patienceMs));
    const places = personalPlaces(solution.folder.uri.fsPath);
    const text = faultReport({ ...found, 'VS Code': version }, checker.latest(solution), places);
    await env.clipboard.writeText(text);
    say(log, { text: words.reportCopied });
    return text;
  };
}
