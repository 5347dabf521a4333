import { levels, type Level } from '../catalog/manifest';

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
