import ts from 'typescript';
import type { BuildFinding } from '../../core/check/report';

/** A compiled file: JavaScript in CommonJS form with its source map. */
export interface Compiled {
  readonly code: string;
  readonly map: string;
}

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.CommonJS,
  esModuleInterop: true,
  isolatedModules: true,
  sourceMap: true,
  inlineSources: false,
};

/**
 * Compiles one file by itself. Syntax errors come back as findings, in the compiler's words; types are not checked. `more` are
 * options beside ours.
 */
export function compile(
  path: string,
  text: string,
  more: ts.CompilerOptions = {},
): { compiled: Compiled; findings: readonly BuildFinding[] } {
  const output = ts.transpileModule(text, {
    fileName: path,
    compilerOptions: { ...options, ...more },
    reportDiagnostics: true,
  });
  const findings = (output.diagnostics ?? [])
    .filter((diagnostic) => diagnostic.category === ts.DiagnosticCategory.Error)
    .map((diagnostic) => ({
      at: placeAt(path, text, diagnostic.start ?? 0),
      message: ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n'),
    }));
  return { compiled: { code: output.outputText, map: output.sourceMapText ?? '' }, findings };
}

/** Reads a file into a syntax tree with parents set. */
export function parse(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
}

/** The line and column of an offset. */
export function placeAt(path: string, text: string, offset: number) {
  const before = text.slice(0, offset).split('\n');
  return { file: path, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
