import { TestMessage, type Location, type Uri } from 'vscode';
import type { CheckResult } from '../../../core/check/report';
import { ruleText } from '../../../core/brief/rule-names';
import type { Solution } from '../../course/solution';
import { asMarkdown, causesUri, guideMarkdown, ruleUri, sectionUri } from '../../ui/guide-links';
import { words } from '../../words';

/** Menus of a message know by this that its check can be made the learner's. See package.json. */
const canBeMine = 'codealong.canBeMine';

/**
 * What a failed check says: first why, in words, then what was expected beside what came. `mine` is the link that makes the
 * check the learner's, where it can be.
 */
export function failureMessages(
  result: CheckResult,
  solution: Solution,
  location: Location | undefined,
  mine: Uri | undefined,
): readonly TestMessage[] {
  const messages = [explanation(result, solution, mine)];
  const { expected, actual } = result;
  if (expected !== undefined && actual !== undefined) {
    messages.push(TestMessage.diff(words.results.difference, expected, actual));
  }
  for (const message of messages) {
    if (location) message.location = location;
    if (mine) message.contextValue = canBeMine;
  }
  return messages;
}

/**
 * The first line is what the editor shows in lists, so it says what is wrong. The learner's own values are shown as text,
 * never read as Markdown.
 */
function explanation(
  { id, title, message, input, expected, actual, plan, why, guide, rules = [] }: CheckResult,
  solution: Solution,
  mine: Uri | undefined,
): TestMessage {
  const markdown = guideMarkdown().appendMarkdown(asMarkdown(message ?? words.results.broken(title)));
  const values = [
    [words.results.input, input],
    [words.results.expected, expected],
    [words.results.actual, actual],
    [words.results.plan, plan],
  ] as const;
  for (const [label, value] of values) {
    if (value !== undefined) markdown.appendMarkdown(`\n\n**${label}**\n`).appendCodeblock(value, 'text');
  }
  markdown.appendMarkdown(`\n\n**${words.results.why}** ${asMarkdown(why)}`);
  const { exercise, language } = solution;
  const links = [
    ...rules.map((rule) => [ruleText(rule), ruleUri(solution, rule.number)] as const),
    [words.guideLabel(guide), sectionUri(guide)] as const,
    [words.causes.link, causesUri({ exercise, language, check: id })] as const,
    ...(mine ? [[words.cases.link, mine] as const] : []),
  ];
  const linked = links.map(([label, uri]) => `[${asMarkdown(label)}](${uri.toString()})`);
  markdown.appendMarkdown(`\n\n${linked.join(' · ')}`);
  return new TestMessage(markdown);
}
