import { MarkdownString, Uri } from 'vscode';
import type { CommandId } from '../commands/command-ids';

const openSection: CommandId = 'codealong.openSection';
const makeMine: CommandId = 'codealong.makeMine';

/** A link that opens a section of the guides, by its anchor. */
export function sectionUri(anchor: string): Uri {
  return Uri.from({ scheme: 'command', path: openSection, query: JSON.stringify([anchor]) });
}

/** Markdown of our own in which links may open guide sections and make a check the learner's, and nothing else. */
export function guideMarkdown(): MarkdownString {
  const markdown = new MarkdownString();
  markdown.isTrusted = { enabledCommands: [openSection, makeMine] };
  return markdown;
}

/** Text as Markdown that says just that. Unlike `appendText`, it lets long lines break at spaces. */
export function asMarkdown(text: string): string {
  return text.replace(/[!-/:-@[-`{-~]/g, '\\$&').replace(/\r?\n/g, '  \n');
}
