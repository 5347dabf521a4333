import ts from 'typescript';
import type { BuildFinding } from '../../core/check/report';
import { rememberLast } from '../../core/remember-last';

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
  jsx: ts.JsxEmit.React,
};

/** What comes of compiling one file. */
export interface Compilation {
  readonly compiled: Compiled;
  readonly findings: readonly BuildFinding[];
}

/**
 * Compiles one file by itself. Syntax errors come back as findings, in the compiler's words; types are not checked. `more` are
 * options beside ours.
 */
export function compile(path: string, text: string, more: ts.CompilerOptions = {}): Compilation {
  if (path.endsWith('.json')) return compileData(path, text);
  if (isDeclaration(path)) return { compiled: { code: declarationModule(path), map: noMap }, findings: [] };
  const output = ts.transpileModule(text, {
    // Other endings would decide what kind of module comes of it.
    fileName: path.replace(/\.[mc]([jt]s)$/, '.$1'),
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

const compilers = new Map<string, (path: string, text: string) => Compilation>();

/** The same, but a file that did not change since it was compiled last, with these options, costs nothing. */
export function compileAgain(path: string, text: string, more: ts.CompilerOptions): Compilation {
  const key = JSON.stringify(more);
  const known = compilers.get(key) ?? rememberLast((file, source) => compile(file, source, more));
  compilers.set(key, known);
  return known(path, text);
}

/** Whether it is a file of types alone. */
export function isDeclaration(path: string): boolean {
  return /\.d\.[mc]?ts$/.test(path);
}

const noMap = '{"version":3,"sources":[],"names":[],"mappings":""}';

/** JSON as a module whose default is what it says. */
function compileData(path: string, text: string): Compilation {
  return {
    compiled: { code: `module.exports = JSON.parse(${JSON.stringify(text)});`, map: noMap },
    findings: dataFindings(path, text),
  };
}

function dataFindings(path: string, text: string): readonly BuildFinding[] {
  try {
    JSON.parse(text);
    return [];
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const [, offset] = /position (\d+)/.exec(message) ?? [];
    return [
      { at: placeAt(path, text, Number(offset ?? text.length)), message: `This is not JSON: ${message}` },
    ];
  }
}

/** What runs for a file of types: nothing is in it, and who asks for something hears why. */
function declarationModule(path: string): string {
  const why = `is only declared, in ${path}: such a file holds types, and nothing that runs.`;
  return `module.exports = new Proxy({}, { get: function get(_, name) {
  if (typeof name === 'symbol' || name === '__esModule' || name === 'then') return undefined;
  const error = new TypeError(name + ${JSON.stringify(` ${why}`)});
  Error.captureStackTrace(error, get);
  throw error;
} });`;
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
