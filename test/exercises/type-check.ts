import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** Gives what the compiler has to say of a set of files, one `file:line: message` each. Files not among them are read from disk. */
export type TypeCheck = (files: ReadonlyMap<string, string>, roots: readonly string[]) => readonly string[];

/**
 * For sets of files that resemble each other: the compiler takes over from the set before what it knows of files whose text is
 * the same, unless they import one whose types have changed.
 */
export function typeCheck(options: ts.CompilerOptions): TypeCheck {
  let last: ts.SemanticDiagnosticsBuilderProgram | undefined;
  return (files, roots) => {
    const host = hostOf(files, options, last?.getProgram());
    last = ts.createSemanticDiagnosticsBuilderProgram(roots, { ...options, noEmit: true }, host, last);
    return [
      ...last.getConfigFileParsingDiagnostics(),
      ...last.getOptionsDiagnostics(),
      ...last.getSyntacticDiagnostics(),
      ...last.getGlobalDiagnostics(),
      ...last.getSemanticDiagnostics(),
    ].map(describe);
  };
}

function hostOf(
  files: ReadonlyMap<string, string>,
  options: ts.CompilerOptions,
  last: ts.Program | undefined,
): ts.CompilerHost {
  const disk = ts.createCompilerHost(options);
  const folders = foldersOf(files.keys());
  return {
    ...disk,
    fileExists: (name) => files.has(name) || disk.fileExists(name),
    readFile: (name) => files.get(name) ?? disk.readFile(name),
    directoryExists: (name) => folders.has(name) || (disk.directoryExists?.(name) ?? false),
    getSourceFile: (name, target) => {
      const text = files.get(name) ?? readFileSync(name, 'utf8');
      const known = last?.getSourceFile(name) ?? fromDisk.get(name);
      if (known?.text === text) return known;
      const file = parsed(name, text, target);
      if (!files.has(name)) fromDisk.set(name, file);
      return file;
    },
  };
}

/** The library's declarations, the kit and whatever else many sets share: parsed once, and bound by the first program. */
const fromDisk = new Map<string, ts.SourceFile>();

/** While its version is the same, the compiler treats a file as unchanged. */
function parsed(name: string, text: string, target: ts.ScriptTarget | ts.CreateSourceFileOptions) {
  return Object.assign(ts.createSourceFile(name, text, target), { version: text });
}

function foldersOf(names: Iterable<string>): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const name of names) {
    let folder = path.dirname(name);
    for (; !folders.has(folder); folder = path.dirname(folder)) folders.add(folder);
  }
  return folders;
}

function describe({ file, start, messageText }: ts.Diagnostic): string {
  const text = ts.flattenDiagnosticMessageText(messageText, ' ');
  if (!file) return text;
  const { line } = file.getLineAndCharacterOfPosition(start ?? 0);
  return `${file.fileName}:${line + 1}: ${text}`;
}
