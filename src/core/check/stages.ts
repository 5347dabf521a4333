import { levels, type Check, type Level } from '../catalog/manifest';
import type { CheckReport, CheckResult } from './report';

/** The checks of one level. A brief calls them a stage. */
export interface Stage<C> {
  /** 1, 2 or 3. */
  readonly number: number;
  readonly level: Level;
  readonly checks: readonly C[];
}

/** The stages that an exercise has, in order, each with its checks in their order. */
export function stagesOf<C extends { readonly level: Level }>(checks: readonly C[]): readonly Stage<C>[] {
  return levels
    .map((level, index) => ({
      number: index + 1,
      level,
      checks: checks.filter((check) => check.level === level),
    }))
    .filter((stage) => stage.checks.length > 0);
}

/** How far a stage is. */
export interface StageTally {
  readonly number: number;
  readonly done: number;
  readonly total: number;
}

/** How far each stage is, by the last check of a solution where there was one. */
export function stageTallies(
  checks: readonly Pick<Check, 'id' | 'level'>[],
  report: Pick<CheckReport, 'checks'> | undefined,
): readonly StageTally[] {
  const passed = new Set(report?.checks.filter(({ status }) => status === 'passed').map(({ id }) => id));
  return stagesOf(checks).map(({ number, checks: own }) => {
    return { number, done: own.filter(({ id }) => passed.has(id)).length, total: own.length };
  });
}

/** The check to fix first: of the earliest stage, the first that failed. */
export function firstToFix({ checks }: Pick<CheckReport, 'checks'>): CheckResult | undefined {
  return stagesOf(checks)
    .flatMap((stage) => stage.checks)
    .find(({ status }) => status === 'failed');
}
