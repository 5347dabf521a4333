import { TestMessage, type Location } from 'vscode';
import type { CheckResult } from '../../../core/check/report';
import { asMarkdown, guideMarkdown, sectionUri } from '../../guide-links';
import { words } from '../../words';

/** What a failed check says: first why, in words, then what was expected beside what came. */
export function failureMessages(result: CheckResult, location: Location | undefined): readonly TestMessage[] {
  const messages = [explanation(result)];
  const { expected, actual } = result;
  if (expected !== undefined && actual !== undefined) {
    messages.push(TestMessage.diff(words.results.difference, expected, actual));
  }
  if (location) for (const message of messages) message.location = location;
  return messages;
}

/**
 * The first line is what the editor shows in lists, so it says what is wrong. The learner's own values are shown as text,
 * never read as Markdown.
 */
function explanation({ title, message, input, expected, actual, why, guide }: CheckResult): TestMessage {
  const markdown = guideMarkdown().appendMarkdown(asMarkdown(message ?? words.results.broken(title)));
  const values = [
    [words.results.input, input],
    [words.results.expected, expected],
    [words.results.actual, actual],
  ] as const;
  for (const [label, value] of values) {
    if (value !== undefined) markdown.appendMarkdown(`\n\n**${label}**\n`).appendCodeblock(value, 'text');
  }
  markdown.appendMarkdown(`\n\n**${words.results.why}** ${asMarkdown(why)}`);
  markdown.appendMarkdown(`\n\n[${words.guideLabel(guide)}](${sectionUri(guide).toString()})`);
  return new TestMessage(markdown);
}
