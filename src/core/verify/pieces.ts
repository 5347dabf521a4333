import { languagesOf, trackOf, type Exercise } from '../catalog/catalog';
import { isCode, type Language } from '../catalog/manifest';
import type { Submission } from '../check/judge';
import { casesOf } from '../cases/cases';
import { filesBelow } from '../files-below';
import { derivedSolutions } from './derived-solutions';
import type { CaseProof, PieceProof, SolutionProof } from './proof';
import type { ProofOptions, ProofPorts } from './proof-request';
import { proveCases } from './prove-cases';
import { checksToRun, proveSolution } from './prove-solution';
import { folderOf, solutionName, type AuthoredSolution, type AuthoredSolutions } from './solutions';

/** A part of a proof that depends on no other. */
export interface Piece {
  /** How long it is likely to take, compared with others. */
  readonly weight: number;
  /** Of a mistake that is to be proven again: what will be judged. */
  readonly expected?: Expected;
  prove(): Promise<PieceProof>;
}

/** A submission that a judge of a language will be asked about. */
export interface Expected {
  readonly language: Language;
  readonly submission: Submission;
}

/** All pieces of one exercise that were asked for. */
export async function piecesOf(
  ports: ProofPorts,
  exercise: Exercise,
  { solutions }: AuthoredSolutions,
  options: ProofOptions,
): Promise<readonly Piece[]> {
  const all = [...solutions, ...derivedSolutions(exercise, solutions)];
  const chosen = languagesOf(exercise.manifest).filter((one) => one === (options.language ?? one));
  const pieces = await Promise.all(
    chosen.map(async (language) => {
      const own = all.filter((solution) => solution.language === language);
      const named = own.filter((solution) => options.names?.includes(solutionName(solution)) ?? true);
      const checks = await filesBelow(ports.pack, `${exercise.path}/${language}/checks`);
      const spec = exercise.manifest.checks.map(({ id, after, level }) => ({ id, after, level }));
      const { files } = trackOf(exercise, language);
      const { id, sheet, design } = exercise.manifest;
      // What stands in a scaffold is not the learner's own, so a design is judged by it as well.
      const scaffold = design && own.find(({ role }) => role === 'starter')?.files;
      const parts = { exercise: id, track: files, checks, spec, sheet, design, scaffold };
      const judgedBy = ports.memory.keyOf(language, parts);
      const ofSolutions = named.map((solution) =>
        solutionPiece(ports, exercise, solution, judgedBy, options),
      );
      const ofCases = options.names
        ? []
        : await casesPiece(ports, exercise, language, own, judgedBy, options);
      return [...ofSolutions, ...ofCases];
    }),
  );
  return pieces.flat();
}

function solutionPiece(
  ports: ProofPorts,
  exercise: Exercise,
  solution: AuthoredSolution,
  judgedBy: string,
  { repeat, signal }: ProofOptions,
): Piece {
  const { pack, judges, clock, memory } = ports;
  const { language, role, files, rejectedBy } = solution;
  const only = checksToRun(exercise, solution);
  const key = memory.keyOf(language, { judgedBy, role, files, rejectedBy, only: [...(only ?? [])] });
  const { id } = exercise.manifest;
  const recall = (): SolutionProof | undefined => {
    const before = memory.recall(id, key) as SolutionProof | undefined;
    return before && before.runs >= repeat ? before : undefined;
  };
  const submission = { exercise, pack, solution: folderOf(exercise, solution), only };
  return {
    weight: weights[language] * (role === 'wrong' ? 1 : 3),
    ...(role === 'wrong' && !recall() && { expected: { language, submission } }),
    prove: async () => {
      const before = recall();
      if (before) return { solution: { ...before, id: solution.id }, recalled: true };
      const judge = judges[language];
      const proof = await proveSolution({ pack, exercise, solution, judge, clock, repeat, signal });
      if (proof.outcome === 'proven') memory.keep(id, key, proof);
      return { solution: proof, recalled: false };
    },
  };
}

async function casesPiece(
  { pack, caseRunners, memory }: ProofPorts,
  exercise: Exercise,
  language: Language,
  solutions: readonly AuthoredSolution[],
  judgedBy: string,
  { signal }: ProofOptions,
): Promise<readonly Piece[]> {
  const cases = await casesOf(pack, exercise, language);
  if (cases.length === 0 || !isCode(language)) return [];
  const key = memory.keyOf(language, { judgedBy, cases, solutions });
  const { id } = exercise.manifest;
  const runner = caseRunners[language];
  return [
    {
      weight: weights[language] * 4,
      prove: async () => {
        const before = memory.recall(id, key) as readonly CaseProof[] | undefined;
        if (before) return { cases: before, recalled: true };
        const proofs = await proveCases({ pack, exercise, language, solutions, runner, signal });
        if (proofs.every(({ outcome }) => outcome === 'proven')) memory.keep(id, key, proofs);
        return { cases: proofs, recalled: false };
      },
    },
  ];
}

/** Building a Go program, or starting PostgreSQL, takes longer than all checks of a TypeScript solution. */
const weights: Readonly<Record<Language, number>> = {
  typescript: 1,
  go: 10,
  sql: 10,
  yaml: 0.1,
  markdown: 0.2,
};
