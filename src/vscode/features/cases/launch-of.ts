import type { Chosen } from '../../course/choose-solution';
import { words } from '../../words';
import type { CheckLaunch } from './launch-json';

/** How a debug session of a check is described, in launch.json and without it. */
export function launchOf({ exercise, solution }: Chosen, check: string): CheckLaunch {
  const { id, checks } = exercise.manifest;
  const title = checks.find((one) => one.id === check)?.title ?? check;
  const { language } = solution;
  const name = words.cases.launch(title, language);
  return { type: 'codealong', request: 'launch', name, exercise: id, check, language };
}
