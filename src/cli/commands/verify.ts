import { availableParallelism } from 'node:os';
import { exerciseOf, type Exercise } from '../../core/catalog/catalog';
import { loadCatalog } from '../../core/catalog/load-catalog';
import type { Language } from '../../core/catalog/manifest';
import { formatProblem, type Problem } from '../../core/catalog/problem';
import { guideSections } from '../../core/guides/guide';
import { guideProblems } from '../../core/verify/guide-problems';
import { proveExercise, type ExerciseProof, type SolutionProof } from '../../core/verify/prove';
import type { CaseProof } from '../../core/verify/prove-cases';
import { solutionName, solutionsOf } from '../../core/verify/solutions';
import { createCaseRunners, createJudges, shippedPack } from '../../node/create-node-app';
import { laidOut } from '../../node/mine/laid-out';
import { preparedOnce } from '../../node/go/preparations';
import { diskFolder } from '../../node/disk-folder';
import { parseYaml } from '../../node/parse-yaml';
import { resolve } from 'node:path';
import type { CommandContext, ExitCode } from '../terminal';

export interface VerifyOptions {
  readonly ids: readonly string[];
  readonly pack?: string;
  readonly language?: Language;
  /** Names of solutions; all when left out. */
  readonly solution?: readonly string[];
  readonly repeat: number;
  readonly requireAll?: boolean;
  readonly json?: boolean;
}

/** Proves exercises and prints what was proven, what is broken, and what could not be run here. */
export async function verify({ terminal }: CommandContext, options: VerifyOptions): Promise<ExitCode> {
  const pack = diskFolder(
    options.pack === undefined
      ? (terminal.packLocation ?? shippedPack(terminal.distLocation))
      : resolve(terminal.workingFolder, options.pack),
  );
  const catalog = await loadCatalog(pack, parseYaml);
  const ids = options.ids.length > 0 ? options.ids : [...catalog.entries.keys()];
  const chosen = await Promise.all(ids.map((id) => exerciseOf(catalog, id)));
  const { repeat, language, solution: names } = options;
  const known = new Set(chosen.flatMap(solutionsOf).map(solutionName));
  const unknown = names?.find((name) => !known.has(name));
  if (unknown !== undefined) {
    terminal.complain(`There is no solution "${unknown}" here. There are: ${[...known].join(', ')}.`);
    return 2;
  }
  const anchors = await guideSections(pack, catalog);
  const preparations = preparedOnce();
  const judges = createJudges(terminal.distLocation, { preparations });
  const { typescript, go } = createCaseRunners(terminal.distLocation);
  const caseRunners = { typescript: laidOut(typescript), go: laidOut(go) };
  const ports = { pack, judges, caseRunners, clock: { now: Date.now } };
  const { signal } = terminal;
  const isTold = ({ outcome }: SolutionProof | CaseProof): boolean =>
    !options.json && !(signal.aborted && outcome === 'not-run');
  const onSolution = (exercise: Exercise, proof: SolutionProof): void => {
    if (isTold(proof)) terminal.print(solutionLine(exercise, proof));
  };
  const onCase = (exercise: Exercise, proof: CaseProof): void => {
    if (isTold(proof)) terminal.print(caseLine(exercise, proof));
  };
  const settings = { repeat, language, names, width: availableParallelism(), signal, onSolution, onCase };
  const proofs: ExerciseProof[] = [];
  try {
    for (const exercise of chosen) proofs.push(await proveExercise(ports, exercise, anchors, settings));
  } finally {
    await preparations.dispose();
  }
  const problems = [
    ...catalog.problems,
    ...(await guideProblems(pack, catalog)),
    ...proofs.flatMap((proof) => proof.problems),
  ];
  return conclude(proofs, problems, options, terminal);
}

function conclude(
  proofs: readonly ExerciseProof[],
  problems: readonly Problem[],
  options: VerifyOptions,
  terminal: CommandContext['terminal'],
): ExitCode {
  const all = proofs.flatMap(({ solutions, cases }) => [...solutions, ...cases]);
  const count = (outcome: SolutionProof['outcome']): number =>
    all.filter((proof) => proof.outcome === outcome).length;
  const notRun = count('not-run');
  const failed = count('broken') + problems.length + (options.requireAll ? notRun : 0);
  const passed = count('proven');
  if (options.json)
    terminal.print(JSON.stringify({ passed, failed, notRun, problems, exercises: proofs }, null, 2));
  else {
    for (const problem of problems) terminal.print(`problem   ${formatProblem(problem)}`);
    const why = terminal.signal.aborted ? 'not reached' : 'not run on this machine';
    const told = notRun > 0 ? `, ${notRun} skipped: ${why}` : '';
    terminal.print(`Proof: ${passed} passed, ${failed} failed${told}`);
  }
  if (terminal.signal.aborted) {
    terminal.complain('Stopped before everything was proven.');
    return 2;
  }
  if (failed > 0) return 1;
  return passed > 0 ? 0 : 2;
}

const marks = { proven: 'proven ', broken: 'BROKEN ', 'not-run': 'not run' };

function solutionLine({ manifest }: Exercise, proof: SolutionProof): string {
  const name = `${manifest.id} ${proof.language} ${solutionName(proof)}`;
  const runs = proof.runs > 1 ? ` (${proof.runs} runs agree)` : '';
  const told = proof.outcome === 'proven' ? runs : `: ${proof.message ?? ''}`;
  return `${marks[proof.outcome]}   ${name}${told}`;
}

function caseLine({ manifest }: Exercise, proof: CaseProof): string {
  const told =
    proof.outcome === 'proven' ? ` (fails with ${proof.failsWith ?? ''})` : `: ${proof.message ?? ''}`;
  return `${marks[proof.outcome]}   ${manifest.id} ${proof.language} case/${proof.check}${told}`;
}
