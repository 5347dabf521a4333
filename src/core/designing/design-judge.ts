import { learnerFiles } from '../catalog/catalog';
import { cancelled } from '../check/cancelled';
import type { Judge, RunEnd } from '../check/judge';
import { missingFile } from '../check/missing-file';
import type { BuildFinding, Reason } from '../check/report';
import { starterPath } from './starter-path';
import type { Fault } from '../designs/fault';
import { judgeParts, type ReadDesign } from '../designs/judge-parts';
import { ownText } from '../designs/own-text';

/** Port: reads Markdown and its diagrams apart from everything else, since what is in it may keep a parser busy without end. */
export interface DesignReader {
  /** A reason when it could not be read within its limits. */
  read(text: string, signal: AbortSignal): Promise<ReadDesign | Reason>;
  readonly prepare: () => void;
  readonly close: () => Promise<void>;
}

/** More text than this is not a design, and is not read: everybody would wait for it. */
const mostCharacters = 64 * 1024;

/** Nobody reads more of them. */
const mostFindings = 20;

/** Judges the structure of designs. What is written in them, it never judges. */
export function designJudge(reader: DesignReader): Judge {
  return {
    judge: async ({ exercise, pack, solution, only }, hear, signal) => {
      const { design, id } = exercise.manifest;
      const [file] = learnerFiles(exercise, 'markdown');
      if (!design || file === undefined) throw new Error(`"${id}" has no design.`);
      const missing = await missingFile(solution, [file]);
      if (missing) return over(missing);
      const [text, scaffold] = await Promise.all([
        solution.read(file),
        pack.read(starterPath(exercise, file)),
      ]);
      if (text.length > mostCharacters) return tooLong(file, text.length);
      const read = await reader.read(text, signal);
      if (signal.aborted) return over(cancelled(signal));
      if ('code' in read) return over(read);
      hear({ type: 'started' });
      const placed = ({ line, message }: Fault): BuildFinding => ({ at: { file, line }, message });
      const judged = judgeParts(design, read, ownText(text, scaffold));
      for (const { id: check, fault } of judged) {
        if (only && !only.has(check)) continue;
        hear({ type: 'check-started', id: check });
        const result = fault
          ? ({ status: 'failed', failure: placed(fault) } as const)
          : ({ status: 'passed' } as const);
        hear({ type: 'check-ended', id: check, durationMs: 0, ...result });
      }
      hear({ type: 'ended' });
      const told = new Set(judged.map(({ fault }) => fault?.line));
      const findings = read.faults.filter(({ line }) => !told.has(line)).map(placed);
      return { findings: findings.slice(0, mostFindings), output: '', notes: [proseIsYours] };
    },
    prepare: () => reader.prepare(),
    close: () => reader.close(),
  };
}

/** Told with every verdict on a design. */
const proseIsYours =
  'Only the structure was checked. What you wrote is never judged by the course: you rate it yourself.';

function over(reason: Reason, findings: readonly BuildFinding[] = []): RunEnd {
  return { reason, findings, output: '', notes: [] };
}

function tooLong(file: string, length: number): RunEnd {
  const message = `The design has ${length} characters, and at most ${mostCharacters} are read. Take out what is not part of it.`;
  const reason: Reason = { code: 'syntax-error', message: `${file}:1: ${message}` };
  return over(reason, [{ at: { file, line: 1 }, message }]);
}
