import type { Check } from '../catalog/manifest';
import type { CheckStatus } from '../check/report';

/** What the checks of a rule said: all passed, or one of them failed. */
export type RuleState = 'holds' | 'broken';

/** The last check of a solution, as far as rules go. */
interface Judged {
  readonly checks: readonly { readonly id: string; readonly status: CheckStatus }[];
}

/** How each rule of a brief stands, by its number. A rule of which a check still waits, or that has no check, is not there. */
export function ruleStates(
  checks: readonly Pick<Check, 'id' | 'rules'>[],
  report: Judged | undefined,
): ReadonlyMap<number, RuleState> {
  const states = new Map<number, RuleState>();
  const statusOf = new Map(report?.checks.map(({ id, status }) => [id, status]));
  for (const rule of new Set(checks.flatMap(({ rules }) => rules))) {
    const statuses = checks.filter(({ rules }) => rules.includes(rule)).map(({ id }) => statusOf.get(id));
    if (statuses.includes('failed')) states.set(rule, 'broken');
    else if (statuses.every((status) => status === 'passed')) states.set(rule, 'holds');
  }
  return states;
}
