import type { Language } from '../catalog/manifest';
import { faultOf } from './fault';
import type { Judge, RunEnd, Submission } from './judge';
import type { RunEvent } from './protocol';
import type { CheckReport } from './report';
import { judgeEvents } from './verdict';

export interface CheckRequest extends Submission {
  readonly language: Language;
  readonly signal: AbortSignal;
  /** Hears the events while they happen, for progress display. */
  readonly onEvent?: (event: RunEvent) => void;
}

/** Runs one check from snapshot to report. */
export async function runCheck(judge: Judge, request: CheckRequest, now: () => number): Promise<CheckReport> {
  const { exercise, language, only, signal, onEvent } = request;
  const events: RunEvent[] = [];
  const began = now();
  const hear = (event: RunEvent): void => {
    events.push(event);
    onEvent?.(event);
  };
  const end = await judge
    .judge(request, hear, signal)
    .catch((error: unknown): RunEnd => ({ reason: faultOf(error), findings: [], output: '', notes: [] }));
  const judgement = judgeEvents(exercise.manifest, events, end, only);
  return {
    exercise: exercise.manifest.id,
    language,
    ...judgement,
    durationMs: Math.round(now() - began),
    findings: end.findings,
    output: end.output,
    notes: end.notes,
  };
}
