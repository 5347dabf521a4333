import { solutionName } from '../../../core/verify/solutions';
import type { Exercise } from '../../../core/catalog/catalog';
import type { CaseProof, Outcome, PieceProof, SolutionProof } from '../../../core/verify/proof';
import type { ProofProgress } from '../../../core/verify/proof-request';

const marks: Readonly<Record<Outcome, string>> = {
  proven: 'proven ',
  broken: 'BROKEN ',
  'not-run': 'not run',
};

/** What to tell of a piece when it is done. What was proven before is only counted; what a stop kept from running, not at all. */
export function pieceLines({ manifest }: Exercise, piece: PieceProof, stopped: boolean): readonly string[] {
  const { solution, cases = [], recalled } = piece;
  if (recalled) return [];
  const isTold = ({ outcome }: { readonly outcome: Outcome }): boolean => !(stopped && outcome === 'not-run');
  return [
    ...(solution && isTold(solution) ? [solutionLine(manifest.id, solution)] : []),
    ...cases.filter(isTold).map((one) => caseLine(manifest.id, one)),
  ];
}

/** How far the proof is, in one short line. */
export function progressLine({ done, total }: ProofProgress): string {
  return `${done} of ${total}`;
}

function solutionLine(exercise: string, proof: SolutionProof): string {
  const name = `${exercise} ${proof.language} ${solutionName(proof)}`;
  const runs = proof.runs > 1 ? ` (${proof.runs} runs agree)` : '';
  const told = proof.outcome === 'proven' ? runs : `: ${proof.message ?? ''}`;
  return `${marks[proof.outcome]}   ${name}${told}`;
}

function caseLine(exercise: string, proof: CaseProof): string {
  const told =
    proof.outcome === 'proven' ? ` (fails with ${proof.failsWith ?? ''})` : `: ${proof.message ?? ''}`;
  return `${marks[proof.outcome]}   ${exercise} ${proof.language} case/${proof.check}${told}`;
}
