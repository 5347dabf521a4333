import { formatProblem } from '../../../core/catalog/problem';
import { loadAuthoring } from '../../../node/authoring/load-authoring';
import { diskFolder } from '../../../node/disk-folder';
import type { ExitCode, Terminal } from '../../terminal';
import { mutationLines } from './mutation-lines';

/** How much of a reference the checks of an exercise have to watch over. */
const enough = 0.9;

/** Prints how many mutants of each reference the checks notice. 1: too few of one, or something is wrong with what is said of them. */
export async function mutate(
  terminal: Terminal,
  pack: string,
  { ids, json }: { readonly ids: readonly string[]; readonly json?: boolean },
): Promise<ExitCode> {
  const { distLocation, signal } = terminal;
  const { mutatePack, keepCode } = await loadAuthoring(distLocation);
  const outcomes = await mutatePack({
    ...{ pack: diskFolder(pack), distLocation, ids, signal },
    onMutant: ({ manifest }, done) => terminal.progress?.(`${manifest.id}: ${done} mutants`),
    onMeasured: (outcome) => {
      if (json) return;
      for (const line of mutationLines(outcome)) terminal.print(line);
      for (const problem of outcome.problems) terminal.print(`problem   ${formatProblem(problem)}`);
    },
  });
  terminal.progress?.('');
  await keepCode();
  if (json) terminal.print(JSON.stringify(outcomes, null, 2));
  if (signal.aborted) {
    terminal.complain('Stopped before everything was measured.');
    return 2;
  }
  const measured = outcomes.filter((outcome) => 'score' in outcome);
  const isBroken = outcomes.some(({ problems }) => problems.length > 0);
  if (isBroken || measured.some(({ score }) => score < enough)) return 1;
  return measured.length > 0 && measured.length === outcomes.length ? 0 : 2;
}
