import type { Check, Language } from '../catalog/manifest';
import type { CheckReport, RuleName } from '../check/report';
import { rulesOf } from './rules';

/** A report in which each check says which rules of the brief it judged. */
export function withRuleNames<R extends Pick<CheckReport, 'checks'>>(
  report: R,
  checks: readonly Pick<Check, 'id' | 'rules'>[],
  brief: string,
  language: Language,
): R {
  const titles = new Map(rulesOf(brief, language).map(({ number, title }) => [number, title]));
  const numbersOf = new Map(checks.map(({ id, rules }) => [id, rules]));
  return {
    ...report,
    checks: report.checks.map((check) => ({
      ...check,
      rules: (numbersOf.get(check.id) ?? []).map((number) => ({ number, title: titles.get(number) ?? '' })),
    })),
  };
}

/** How a rule is called wherever a check speaks of it: "Rule 8 · Slots". */
export function ruleText({ number, title }: RuleName): string {
  return title === '' ? `Rule ${number}` : `Rule ${number} · ${title}`;
}
