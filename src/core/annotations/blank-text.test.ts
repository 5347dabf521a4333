import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { blankText } from './blank-text';

const literals = new Set([
  ts.SyntaxKind.StringLiteral,
  ts.SyntaxKind.NoSubstitutionTemplateLiteral,
  ts.SyntaxKind.TemplateExpression,
  ts.SyntaxKind.TemplateLiteralType,
  ts.SyntaxKind.RegularExpressionLiteral,
]);

/** The text with blanks where the compiler sees comments and literals. */
function blankedByCompiler(text: string): string {
  const chars = text.split('');
  const blank = (from: number, to: number): void => {
    for (let at = from; at < to; at++) if (!/[\r\n]/.test(chars[at] ?? '')) chars[at] = ' ';
  };
  const file = ts.createSourceFile('a.ts', text, ts.ScriptTarget.Latest, true);
  const visit = (node: ts.Node): void => {
    const comments = [
      ...(ts.getLeadingCommentRanges(text, node.getFullStart()) ?? []),
      ...(ts.getTrailingCommentRanges(text, node.getEnd()) ?? []),
    ];
    if (node.getChildCount(file) === 0) for (const { pos, end } of comments) blank(pos, end);
    if (literals.has(node.kind)) blank(node.getStart(file), node.getEnd());
    node.getChildren(file).forEach(visit);
  };
  visit(file);
  return chars.join('');
}

describe('blanking a text', function () {
  this.timeout(30_000);

  it('agrees with the compiler about every file of ours', () => {
    const root = join(__dirname, '..');
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) =>
      path.endsWith('.ts'),
    );
    assert.ok(files.length > 100);
    for (const file of files) {
      const text = readFileSync(join(root, file), 'utf8');
      assert.equal(blankText(text, 'typescript'), blankedByCompiler(text), file);
    }
  });

  for (const [what, text, expected] of [
    ['a regular expression with its flags', 'a(/"[/]/gi, b)', 'a(        , b)'],
    ['a division', 'a / b / c', 'a / b / c'],
    ['a template within a template', 'f(`a${`b${c}`}`, d)', 'f(             , d)'],
    ['a string that is not finished, to the end of its line', "a('b\nc", 'a(  \nc'],
    ['a template that is not finished, to the end', 'a(`b\nc', 'a(  \n '],
    ['a comment that is not finished, to the end', 'a /* b\nc', 'a     \n '],
  ] as const) {
    it(`knows ${what}`, () => assert.equal(blankText(text, 'typescript'), expected));
  }
});
