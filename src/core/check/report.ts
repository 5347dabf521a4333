import { levels, type Level } from '../catalog/manifest';
import type { Failure, Place } from './protocol';

export type Verdict = 'passed' | 'failed' | 'unchecked';

/**
 * `failed`: the rule does not hold. `skipped`: a check that it depends on did not pass. `errored`: it could not be judged.
 */
export type CheckStatus = 'passed' | 'failed' | 'skipped' | 'errored';

/** A rule of a brief, by its number and what it is called there. */
export interface RuleName {
  readonly number: number;
  readonly title: string;
}

export interface CheckResult extends Partial<Failure> {
  readonly id: string;
  readonly title: string;
  readonly level: Level;
  readonly status: CheckStatus;
  readonly durationMs: number;
  readonly why: string;
  /** Anchor of the guide section that explains it. */
  readonly guide: string;
  /** The rules of the brief that it judges. */
  readonly rules?: readonly RuleName[];
  /** The plan of a database that it looked at last, drawn as a tree. */
  readonly plan?: string;
  /** What follows from it, of a check that passed. */
  readonly decision?: string;
}

/** Why nothing, or not everything, could be judged. */
export type ReasonCode =
  | 'syntax-error'
  | 'missing-file'
  | 'missing-module'
  | 'not-allowed'
  | 'load-failed'
  | 'changed-built-ins'
  | 'no-checks-ran'
  | 'exited-early'
  | 'crashed'
  | 'timed-out'
  | 'out-of-memory'
  | 'too-much-output'
  | 'too-many-messages'
  | 'too-many-processes'
  | 'cancelled'
  | 'superseded'
  /** The language's tools are not on this machine, or too old. */
  | 'no-toolchain'
  /** They are there and do not work. Another language may. */
  | 'toolchain-fault'
  /** The machine can't do what any check needs, in whatever language. */
  | 'machine-trouble'
  | 'wrong-checks'
  | 'harness-fault';

export interface Reason {
  readonly code: ReasonCode;
  readonly message: string;
}

/** Whether there is no Go that works on this machine, so that nothing is said about the solution. */
export function lacksToolchain(reason: Reason | undefined): boolean {
  return reason?.code === 'no-toolchain' || reason?.code === 'toolchain-fault';
}

/** An error that the compiler found before anything could run, in its own words. */
export interface BuildFinding {
  readonly at: Place;
  readonly message: string;
}

/** The outcome of one "Check my solution". */
export interface CheckReport {
  readonly exercise: string;
  readonly language: string;
  readonly verdict: Verdict;
  readonly reason?: Reason;
  readonly durationMs: number;
  readonly checks: readonly CheckResult[];
  /** How many checks passed at the last check before this one, when there was one that judged. */
  readonly passedBefore?: number;
  /** The stage that this check reached for the first time. */
  readonly reached?: Level;
  readonly findings: readonly BuildFinding[];
  /** What the solution printed, shortened. */
  readonly output: string;
  /** What the judge wants known about this run, for example that the race detector was not available. */
  readonly notes: readonly string[];
}

/** The verdict when every check of a level and of those before it has to pass, not those of the core alone. */
export function verdictUpTo({ verdict, checks }: CheckReport, level: Level): Verdict {
  const asked = checks.filter((check) => levels.indexOf(check.level) <= levels.indexOf(level));
  return verdict === 'passed' && asked.some(({ status }) => status !== 'passed') ? 'failed' : verdict;
}

/** Whether every check of the core and production levels passed. */
export function isProductionReady(report: CheckReport): boolean {
  return verdictUpTo(report, 'production') === 'passed';
}
