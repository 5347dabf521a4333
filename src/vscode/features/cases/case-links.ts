import { Uri } from 'vscode';
import type { CommandId } from '../../commands/command-ids';
import type { Course } from '../../course/course';
import type { Target } from '../../commands/target';
import type { Solution } from '../../course/solution';

/** The link that makes a check the learner's; undefined for a check that has no case. */
export type CaseLinks = (check: string) => Uri | undefined;

const makeMine: CommandId = 'codealong.makeMine';

export async function caseLinks(course: Course, { exercise, language }: Solution): Promise<CaseLinks> {
  const cases = await (await course.app()).cases(exercise, language);
  const checks = new Set(cases.map(({ check }) => check));
  return (check) => {
    const target: Target = { exercise, language, check };
    const query = JSON.stringify([target]);
    return checks.has(check) ? Uri.from({ scheme: 'command', path: makeMine, query }) : undefined;
  };
}
