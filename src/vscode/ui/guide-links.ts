import { MarkdownString, Uri } from 'vscode';
import type { CommandId } from '../commands/command-ids';
import type { Target } from '../commands/target';

const openSection: CommandId = 'codealong.openSection';
const makeMine: CommandId = 'codealong.makeMine';
const usualCauses: CommandId = 'codealong.usualCauses';
const openRule: CommandId = 'codealong.openRule';

/** A link that opens a section of the guides, by its anchor. */
export function sectionUri(anchor: string): Uri {
  return Uri.from({ scheme: 'command', path: openSection, query: JSON.stringify([anchor]) });
}

/** A link that opens the brief at one of its rules. */
export function ruleUri({ exercise, language }: Target, rule: number): Uri {
  const argument = { exercise, language, rule };
  return Uri.from({ scheme: 'command', path: openRule, query: JSON.stringify([argument]) });
}

/** A link that tells the usual causes of a check. */
export function causesUri(target: Target): Uri {
  return Uri.from({ scheme: 'command', path: usualCauses, query: JSON.stringify([target]) });
}

/** Markdown of our own in which links may open guide sections and rules, make a check the learner's, and nothing else. */
export function guideMarkdown(): MarkdownString {
  const markdown = new MarkdownString();
  markdown.isTrusted = { enabledCommands: [openSection, openRule, usualCauses, makeMine] };
  return markdown;
}

/** Text as Markdown that says just that. Unlike `appendText`, it lets long lines break at spaces. */
export function asMarkdown(text: string): string {
  return text.replace(/[!-/:-@[-`{-~]/g, '\\$&').replace(/\r?\n/g, '  \n');
}
