import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { edit, openFile } from './editors';
import { learner } from './learner';
import { until } from './until';

const probeName = 'squiggleProbe';
/**
 * An error for each language that this editor judges, typed below a file: once it is reported, every other error of that file is.
 * Without it, silence might be that of a language service that has not begun.
 */
const probes: Readonly<Record<string, string>> = {
  typescript: `\nexport const ${probeName}: number = "";\n`,
  json: `\n"${probeName}"\n`,
  jsonc: `\n"${probeName}"\n`,
};
/** Nothing judges these here but the extension under test, which needs no open editor for it. */
const judgedByUsAlone = /\.go$|^go\.mod$|\.yaml$|\.md$|\.sql$/;

/** A document and where its text ended before the probe. */
interface Probed {
  readonly document: vscode.TextDocument;
  readonly end: vscode.Position;
}

/**
 * Everything that is underlined in these files, as `file:line: message`, once the editor has told all of it. Leaves them as they
 * were, and open.
 */
export async function squigglesIn(files: readonly string[]): Promise<readonly string[]> {
  const probed: Probed[] = [];
  for (const file of files) if (!judgedByUsAlone.test(file)) probed.push(toProbe(await openFile(file)));
  await edit((changes) => {
    for (const { document, end } of probed) changes.insert(document.uri, end, probeFor(document));
  });
  for (const { document } of probed) await until(() => assertProbed(document));
  const squiggles = files.flatMap(squigglesOf);
  await takeBack(probed);
  return squiggles;
}

function toProbe(document: vscode.TextDocument): Probed {
  return { document, end: endOf(document) };
}

function probeFor({ uri, languageId }: vscode.TextDocument): string {
  const probe = probes[languageId];
  assert.ok(probe, `there is no probe for ${uri.path}: its language is ${languageId}`);
  return probe;
}

/** To save all at once is much quicker than to close each without saving. */
async function takeBack(probed: readonly Probed[]): Promise<void> {
  await edit((changes) => {
    for (const { document, end } of probed)
      changes.delete(document.uri, new vscode.Range(end, endOf(document)));
  });
  assert.ok(await vscode.workspace.saveAll(), 'not everything was saved');
}

function endOf(document: vscode.TextDocument): vscode.Position {
  return document.lineAt(document.lineCount - 1).range.end;
}

function assertProbed(document: vscode.TextDocument): void {
  const found = vscode.languages.getDiagnostics(document.uri);
  assert.ok(
    found.some(({ range }) => isProbe(document, range)),
    `${document.uri.path} was not analysed`,
  );
}

/** A hint fades text and underlines nothing. */
function squigglesOf(file: string): readonly string[] {
  const uri = learner.uri(file);
  const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
  return vscode.languages
    .getDiagnostics(uri)
    .filter(({ severity }) => severity !== vscode.DiagnosticSeverity.Hint)
    .filter(({ range }) => !document || !isProbe(document, range))
    .map(({ message, range }) => `${file}:${range.start.line + 1}: ${message}`);
}

function isProbe(document: vscode.TextDocument, range: vscode.Range): boolean {
  return document.getText(range).includes(probeName);
}
