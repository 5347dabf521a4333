import { learnerFiles, type Exercise } from '../catalog/catalog';
import { solve } from '../numbers/solve';
import type { AuthoredSolution } from './solutions';

/** A sheet for each slip of an exercise, with the number that it leads to: its question must fail, and say what its author wrote. */
export function slipSolutions(exercise: Exercise): readonly AuthoredSolution[] {
  const { sheet } = exercise.manifest;
  if (!sheet) return [];
  const [path = ''] = learnerFiles(exercise, 'yaml');
  return solve(sheet, 0).flatMap(({ question, slips }) =>
    slips.map((value, index): AuthoredSolution => {
      const files = [{ path, text: `${question.id}: ${value}\n` }];
      const shared = { language: 'yaml', role: 'wrong', rejectedBy: [question.id], files } as const;
      const says = question.slips[index]?.says ?? '';
      return { ...shared, id: `${question.id}-slip-${index + 1}`, says };
    }),
  );
}
