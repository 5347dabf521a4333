import { rulesOf } from '../../../core/brief/rules';
import type { RuleState } from '../../../core/brief/rule-states';
import { sectionsOf, type BriefSection } from '../../../core/brief/sections';
import type { Language } from '../../../core/catalog/manifest';
import { words } from '../../words';

/** What a learner has done so far, as far as it changes how the brief reads. */
export interface Reading {
  readonly language: Language;
  readonly rules: ReadonlyMap<number, RuleState>;
  readonly isChecked: boolean;
  readonly isStage1Done: boolean;
}

/**
 * A brief as its page shows it, in Markdown: each rule with a mark once its checks have said something, what would spoil the
 * first try left out before it, and later stages folded until stage 1 is done.
 */
export function pageText(brief: string, reading: Reading): string {
  return sectionsOf(withRuleMarks(brief, reading))
    .map((section) => sectionText(section, reading))
    .join('\n');
}

function withRuleMarks(brief: string, { language, rules }: Reading): string {
  const numbers = new Map(rulesOf(brief, language).map(({ line, number }) => [line, number]));
  const lines = brief.split('\n').map((text, index) => {
    const number = numbers.get(index + 1);
    return number === undefined ? text : text.replace(/^\d+\. /, (start) => start + markOf(number, rules));
  });
  return lines.join('\n');
}

/** A rule can be led to by its number, and shows how it stands. */
function markOf(number: number, rules: ReadonlyMap<number, RuleState>): string {
  const state = rules.get(number);
  if (!state) return `<span id="rule-${number}"></span>`;
  const { sign, spoken } = words.brief.rule[state];
  return `<span id="rule-${number}" class="rule ${state}" role="img" aria-label="${spoken}">${sign}</span> `;
}

function sectionText({ heading, stage, lines }: BriefSection, reading: Reading): string {
  const text = lines.join('\n');
  if (heading === words.brief.firstVersion && !reading.isChecked)
    return `${lines[0] ?? ''}\n\n*${words.brief.afterFirstCheck}*\n`;
  if (stage === undefined || stage === 1 || reading.isStage1Done) return text;
  const summary = `<summary>${words.brief.folded(heading)}</summary>`;
  return `<details id="stage-${stage}">\n${summary}\n\n${text}\n\n</details>\n`;
}
