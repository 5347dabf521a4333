import * as vscode from 'vscode';

/** An action of ours above a line of code. */
export interface Lens {
  readonly line: number;
  /** What it says, without its icon. */
  readonly title: string;
  readonly command: vscode.Command;
}

export async function lensesOf({ uri }: vscode.TextDocument): Promise<Lens[]> {
  const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    uri,
    100,
  );
  return found.flatMap(({ range, command }) => {
    if (!command?.command.startsWith('codealong.')) return [];
    return [{ line: range.start.line, title: command.title.replace(/^\$\([\w-]+\) /, ''), command }];
  });
}

/** Our notes on what stands at a position. */
export async function notesAt({ uri }: vscode.TextDocument, position: vscode.Position): Promise<string[]> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    uri,
    position,
  );
  const texts = hovers.map(({ contents }) => contents.map(textOf).join('\n'));
  return texts.filter((text) => text.includes('command:codealong.openSection'));
}

/** A hover holds Markdown, or in older shapes plain text. Text that is not meant as Markdown is escaped in it. */
function textOf(content: vscode.Hover['contents'][number]): string {
  const text = content instanceof vscode.MarkdownString ? content.value : JSON.stringify(content);
  return text.replaceAll('&nbsp;', ' ').replace(/\\([!-/:-@[-`{-~])/g, '$1');
}
