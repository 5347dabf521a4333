import { readFileSync } from 'node:fs';
import ts from 'typescript';

/** Files of the compiler's own library, parsed once for all programs. */
const parsedLibraries = new Map<string, ts.SourceFile>();

/** What the compiler has to say of a set of files, one `file:line: message` each. Files not among them are read from disk. */
export function typeErrors(
  files: ReadonlyMap<string, string>,
  roots: readonly string[],
  options: ts.CompilerOptions,
): readonly string[] {
  const disk = ts.createCompilerHost(options);
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (name) => files.has(name) || disk.fileExists(name),
    readFile: (name) => files.get(name) ?? disk.readFile(name),
    directoryExists: (name) =>
      [...files.keys()].some((file) => file.startsWith(`${name}/`)) ||
      (disk.directoryExists?.(name) ?? false),
    getSourceFile: (name, version) => {
      const text = files.get(name);
      return text === undefined ? libraryFile(name, version) : ts.createSourceFile(name, text, version);
    },
  };
  const program = ts.createProgram([...roots], { ...options, noEmit: true }, host);
  return ts.getPreEmitDiagnostics(program).map(describe);
}

function libraryFile(
  name: string,
  version: ts.ScriptTarget | ts.CreateSourceFileOptions,
): ts.SourceFile | undefined {
  const known = parsedLibraries.get(name);
  if (known) return known;
  const file = ts.createSourceFile(name, readFileSync(name, 'utf8'), version);
  parsedLibraries.set(name, file);
  return file;
}

function describe({ file, start, messageText }: ts.Diagnostic): string {
  const text = ts.flattenDiagnosticMessageText(messageText, ' ');
  if (!file) return text;
  const { line } = file.getLineAndCharacterOfPosition(start ?? 0);
  return `${file.fileName}:${line + 1}: ${text}`;
}
