import { Script } from 'node:vm';
import ts from 'typescript';
import type { Mutant } from '../../../core/mutation/mutant';
import { compile, parse, placeAt } from '../compile';
import { defaultValue, method, optionalChaining } from './calls';
import type { Change, Mutation } from './change';
import { awaiting, block, condition, result, statement } from './flow';
import { array, boolean, number, object, pattern, string } from './literals';
import { oneSide, otherOperator, unary } from './operators';

const mutations: readonly Mutation[] = [
  ...[otherOperator, oneSide, unary],
  ...[condition, statement, block, result, awaiting],
  ...[optionalChaining, defaultValue, method],
  ...[boolean, number, string, pattern, array, object],
];

/**
 * All mutants of a TypeScript file, in the order of their places. Types, imports and decorators stay as they are. What does
 * not parse is not a mutant, and what compiles to the same code as the file itself or as an earlier mutant is none either.
 */
export function mutantsOf(path: string, text: string): readonly Mutant[] {
  const known = new Set([codeOf(path, text)]);
  return changesIn(parse(path, text)).flatMap((change) => {
    const mutant = applied(path, text, change);
    const code = codeOf(path, mutant.text);
    if (code === undefined || known.has(code)) return [];
    known.add(code);
    return [mutant];
  });
}

function changesIn(file: ts.SourceFile): readonly Change[] {
  const changes: Change[] = [];
  const visit = (node: ts.Node): void => {
    if (isLeftAlone(node)) return;
    for (const mutate of mutations) changes.push(...mutate(node));
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(file, visit);
  return changes.sort((one, other) => one.start - other.start);
}

/** What is not there any more when the code runs, or says where it comes from. */
function isLeftAlone(node: ts.Node): boolean {
  if (ts.isTypeNode(node) || ts.isTypeAliasDeclaration(node) || ts.isInterfaceDeclaration(node)) return true;
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isImportEqualsDeclaration(node))
    return true;
  if (ts.isDecorator(node)) return true;
  const modifiers = ts.canHaveModifiers(node) ? ts.getModifiers(node) : undefined;
  return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword) ?? false;
}

function applied(path: string, text: string, change: Change): Mutant {
  const { operator, start, end, original, replacement } = change;
  const place = placeAt(path, text, start);
  return {
    ...place,
    operator,
    original: onOneLine(original),
    replacement: onOneLine(replacement),
    source: text.split('\n')[place.line - 1]?.trim() ?? '',
    text: text.slice(0, start) + replacement + text.slice(end),
  };
}

function onOneLine(code: string): string {
  return code.replace(/\s+/g, ' ');
}

/** What is run of a file; undefined when it does not parse. Of some errors in the syntax only a runtime complains. */
function codeOf(path: string, text: string): string | undefined {
  const { compiled, findings } = compile(path, text, { removeComments: true, sourceMap: false });
  return findings.length === 0 && parses(compiled.code) ? compiled.code : undefined;
}

function parses(code: string): boolean {
  try {
    return new Script(code) instanceof Script;
  } catch {
    return false;
  }
}
