import type { Input, Question, Sheet } from '../numbers/question';
import { readTolerance } from '../numbers/tolerance';
import type { Check, SymbolPlace, Track } from './manifest';
import type { NumbersFile } from './manifest-file';

/** Where the answer sheet of an exercise lies in the learner's folder. */
function sheetPath(id: string): string {
  return `numbers/${id}.yaml`;
}

/** The track of an exercise about numbers: its sheet, and nothing else. */
export function sheetTrack(id: string): Track {
  return { files: [{ path: sheetPath(id), role: 'learner' }] };
}

/** What the file asks, and from what. */
export function sheetOf({ inputs, questions }: NumbersFile): Sheet {
  return {
    inputs: Object.entries(inputs).map(([id, { title, value, unit, from, to, step = 1 }]): Input => {
      const drawn = from === undefined || to === undefined ? undefined : { from, to, step };
      return { id, title, value, unit, ...(drawn && { drawn }) };
    }),
    questions: Object.entries(questions).map(([id, { ask, unit, formula, tolerance, slips }]): Question => {
      const { kind, of } = readTolerance(tolerance) ?? { kind: 'share', of: 0 };
      return { id, ask, unit, formula, tolerance: { kind, of }, slips };
    }),
  };
}

/** Each question as a check, so that whatever works with checks works with answers. */
export function checksOf(
  { questions }: NumbersFile,
  id: string,
  anchorOf: (heading: string | undefined) => string,
): readonly Check[] {
  return Object.entries(questions).map(([key, { title, rule, level, why, guide, decision }]) => {
    const at: SymbolPlace = { file: sheetPath(id), symbol: key };
    return {
      ...{ id: key, title, rules: [rule].flat(), level, why, guide: anchorOf(guide), after: [] },
      ...{ at: { yaml: at }, decision },
    };
  });
}
