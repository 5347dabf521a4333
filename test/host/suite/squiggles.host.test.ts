import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { start } from './support/commands';
import { edit, openFile } from './support/editors';
import { useFreshCourse } from './support/fresh-course';
import { learner } from './support/learner';
import { shippedCourse } from './support/lesson';
import { useMessages } from './support/messages';
import { until } from './support/until';

/** An error of types, typed below a file: once it is reported, every error of types in that file is. */
const probe = '\nexport const squiggleProbe: number = "";\n';
const probeName = 'squiggleProbe';

describe('a fresh course folder', () => {
  useMessages();
  useFreshCourse();

  it('shows no squiggle in any file of any exercise, with nothing installed', async () => {
    const { entries } = await shippedCourse();
    const files = new Set<string>();
    for (const [exercise, { tracks }] of entries) {
      if (!tracks.typescript) continue;
      const report = await start({ exercise, language: 'typescript' });
      assert.ok(report, exercise);
      for (const path of [...report.written, ...report.same]) if (path.endsWith('.ts')) files.add(path);
    }
    assert.ok(files.size > 1);
    await probeTypes([...files]);
    assert.deepEqual(squiggles([...files]), []);
  });
});

/** Waits until the TypeScript server has told everything about the types in these files. */
async function probeTypes(files: readonly string[]): Promise<void> {
  const documents: vscode.TextDocument[] = [];
  for (const file of files) documents.push(await openFile(file));
  await edit((changes) => {
    for (const document of documents) {
      changes.insert(document.uri, document.lineAt(document.lineCount - 1).range.end, probe);
    }
  });
  for (const document of documents) {
    await until(() => {
      const found = vscode.languages.getDiagnostics(document.uri);
      const isProbed = found.some(({ range }) => document.getText(range) === probeName);
      assert.ok(isProbed, `${document.fileName} was not analysed`);
    });
  }
}

/** Everything that is underlined in the learner's folder, the probe apart. A hint fades text and underlines nothing. */
function squiggles(files: readonly string[]): string[] {
  const own = new Set(files.map((file) => learner.uri(file).toString()));
  return vscode.languages.getDiagnostics().flatMap(([uri, diagnostics]) => {
    const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
    if (!own.has(uri.toString())) return [];
    return diagnostics
      .filter(({ severity }) => severity !== vscode.DiagnosticSeverity.Hint)
      .filter(({ range }) => document?.getText(range) !== probeName)
      .map(({ message, range }) => `${uri.path}:${range.start.line + 1}: ${message}`);
  });
}
