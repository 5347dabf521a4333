import { NoArithmetic, readArithmetic } from '../numbers/arithmetic';
import { nameOf, type Sheet } from '../numbers/question';
import { solve } from '../numbers/solve';
import { isWithin } from '../numbers/tolerance';
import type { Complaint } from './complaint';
import type { NumbersFile } from './manifest-file';
import { sheetOf } from './read-numbers';

/** How many times the inputs are drawn to see whether an exercise holds for other ones than those in the brief. */
const draws = 50;

/**
 * What must hold among the questions of a sheet and a schema can't say: every formula can be worked out from the inputs and the
 * questions above, and no slip is right, for the printed inputs and for drawn ones.
 */
export function numbersComplaints(file: NumbersFile): readonly Complaint[] {
  const formulas = [...nameComplaints(file), ...formulaComplaints(file)];
  return formulas.length > 0 ? formulas : valueComplaints(sheetOf(file));
}

function nameComplaints({ inputs, questions }: NumbersFile): readonly Complaint[] {
  return Object.keys(questions)
    .filter((id) => id in inputs)
    .map((id) => ({ path: ['questions', id], message: `"${id}" is an input already; take another id` }));
}

function formulaComplaints({ inputs, questions }: NumbersFile): readonly Complaint[] {
  const known = new Set(Object.keys(inputs).map(nameOf));
  return Object.entries(questions).flatMap(([id, { formula, slips }]) => {
    const path = ['questions', id];
    const found = [
      ...complaintsAbout(formula, known, [...path, 'formula']),
      ...slips.flatMap((slip, at) => complaintsAbout(slip.formula, known, [...path, 'slips', at, 'formula'])),
    ];
    known.add(nameOf(id));
    return found;
  });
}

function complaintsAbout(
  formula: string,
  known: ReadonlySet<string>,
  path: Complaint['path'],
): readonly Complaint[] {
  try {
    const unknown = readArithmetic(formula).names.filter((name) => !known.has(name));
    return unknown.map((name) => ({
      path,
      message: `"${name}" is neither an input nor a question above; there are: ${[...known].join(', ') || 'none'}`,
    }));
  } catch (error) {
    if (!(error instanceof NoArithmetic)) throw error;
    return [{ path, message: `can't be worked out: ${error.message}` }];
  }
}

/** Each complaint once, with the first seed that shows it. */
function valueComplaints(sheet: Sheet): readonly Complaint[] {
  const found = new Map<string, Complaint>();
  for (let seed = 0; seed <= draws; seed++) {
    const when = seed === 0 ? '' : `, with the inputs of seed ${seed}`;
    for (const { question, exact, slips } of solve(sheet, seed)) {
      const complain = (message: string, ...way: Complaint['path']): void => {
        const path = ['questions', question.id, ...way];
        if (!found.has(path.join('.'))) found.set(path.join('.'), { path, message: message + when });
      };
      if (!Number.isFinite(exact)) complain('has no finite value', 'formula');
      for (const [at, value] of slips.entries()) {
        const way = ['slips', at, 'formula'] as const;
        if (!Number.isFinite(value)) complain('has no finite value', ...way);
        else if (isWithin(value, exact, question.tolerance))
          complain('is right within the tolerance', ...way);
      }
    }
  }
  return [...found.values()];
}
