import { cancelled } from '../check/cancelled';
import type { Judge, RunEnd } from '../check/judge';
import { missingFile } from '../check/missing-file';
import type { BuildFinding, Reason } from '../check/report';
import { learnerFiles } from '../catalog/catalog';
import type { ParseData } from '../data-document';
import { drawInputs, printed } from '../numbers/draw';
import type { Sheet } from '../numbers/question';
import { inUnit } from '../numbers/in-unit';
import { judgeAnswers } from './judge-answers';
import { readSheet } from './read-sheet';

/** Judges answer sheets. It needs no process of its own: a sheet is read, and never run. `parser` is asked for when it is needed. */
export function sheetJudge(parser: () => Promise<ParseData>): Judge {
  return {
    judge: async ({ exercise, solution, only }, hear, signal) => {
      const { sheet, id } = exercise.manifest;
      const [file] = learnerFiles(exercise, 'yaml');
      if (!sheet || file === undefined) throw new Error(`"${id}" has no answer sheet.`);
      const missing = await missingFile(solution, [file]);
      if (missing) return over(missing);
      const [text, parse] = await Promise.all([solution.read(file), parser()]);
      if (signal.aborted) return over(cancelled(signal));
      const questions = sheet.questions.map((question) => question.id);
      const read = readSheet(parse, file, text, questions);
      if ('reason' in read) return over(read.reason, read.findings);
      hear({ type: 'started' });
      for (const { id: check, failure } of judgeAnswers(sheet, read, file)) {
        if (only && !only.has(check)) continue;
        hear({ type: 'check-started', id: check });
        const status = failure ? 'failed' : 'passed';
        hear({ type: 'check-ended', id: check, status, durationMs: 0, ...(failure && { failure }) });
      }
      hear({ type: 'ended' });
      return { findings: read.findings, output: '', notes: notesOn(sheet, read.seed) };
    },
    prepare: () => void parser().catch(() => undefined),
  };
}

function over(reason: Reason, findings: readonly BuildFinding[] = []): RunEnd {
  return { reason, findings, output: '', notes: [] };
}

/** Of drawn inputs: what they are. */
function notesOn({ inputs }: Sheet, seed: number): readonly string[] {
  if (seed === printed) return [];
  const drawn = drawInputs(inputs, seed);
  const told = inputs.map(
    ({ id, title, unit, value }) => `${title}: ${inUnit(drawn.get(id) ?? value, unit)}`,
  );
  return [`Judged with the inputs of seed ${seed}. ${told.join('; ')}.`];
}
