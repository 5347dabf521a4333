import ts from 'typescript';
import type { Operator } from '../../../core/mutation/mutant';
import { replaced, withPart, type Change, type Mutation } from './change';

/** For each operator that stands between two values, what may stand there instead. */
const instead: Readonly<Record<string, readonly (readonly [Operator, string])[]>> = {
  '<': [
    ['boundary', '<='],
    ['comparison', '>='],
  ],
  '<=': [
    ['boundary', '<'],
    ['comparison', '>'],
  ],
  '>': [
    ['boundary', '>='],
    ['comparison', '<='],
  ],
  '>=': [
    ['boundary', '>'],
    ['comparison', '<'],
  ],
  '==': [['comparison', '!=']],
  '!=': [['comparison', '==']],
  '===': [['comparison', '!==']],
  '!==': [['comparison', '===']],
  '+': [['arithmetic', '-']],
  '-': [['arithmetic', '+']],
  '*': [['arithmetic', '/']],
  '/': [['arithmetic', '*']],
  '%': [['arithmetic', '*']],
  '**': [['arithmetic', '*']],
  '&': [['bitwise', '|']],
  '|': [['bitwise', '&']],
  '^': [['bitwise', '&']],
  '<<': [['bitwise', '>>']],
  '>>': [['bitwise', '<<']],
  '>>>': [['bitwise', '<<']],
  '&&': [['logical', '||']],
  '||': [['logical', '&&']],
  '??': [['logical', '&&']],
  '+=': [['assignment', '-=']],
  '-=': [['assignment', '+=']],
  '*=': [['assignment', '/=']],
  '/=': [['assignment', '*=']],
  '%=': [['assignment', '*=']],
  '**=': [['assignment', '*=']],
  '&=': [['assignment', '|=']],
  '|=': [['assignment', '&=']],
  '^=': [['assignment', '&=']],
  '<<=': [['assignment', '>>=']],
  '>>=': [['assignment', '<<=']],
  '>>>=': [['assignment', '<<=']],
  '&&=': [['assignment', '||=']],
  '||=': [['assignment', '&&=']],
  '??=': [['assignment', '&&=']],
};

const logical = new Set<ts.SyntaxKind>([
  ts.SyntaxKind.AmpersandAmpersandToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.QuestionQuestionToken,
]);

/** Another operator between the same two values. */
export const otherOperator: Mutation = (node) => {
  if (!ts.isBinaryExpression(node) || joinsTexts(node)) return [];
  const others = instead[node.operatorToken.getText()] ?? [];
  return others.map(([operator, by]) => replaced(operator, node, withPart(node, node.operatorToken, by)));
};

/** One side of a logical operator alone. */
export const oneSide: Mutation = (node) => {
  if (!ts.isBinaryExpression(node) || !logical.has(node.operatorToken.kind)) return [];
  const { left, right } = node;
  return [left, right].map((side) => replaced('operand', node, asValue(side)));
};

/** No negation, and the other sign or direction. */
export const unary: Mutation = (node) => {
  if (!ts.isPrefixUnaryExpression(node) && !ts.isPostfixUnaryExpression(node)) return [];
  const { operand } = node;
  const isPrefix = ts.isPrefixUnaryExpression(node);
  const counting = (by: string): readonly Change[] => [
    replaced('update', node, isPrefix ? by + operand.getText() : operand.getText() + by),
  ];
  switch (node.operator) {
    case ts.SyntaxKind.PlusPlusToken:
      return counting('--');
    case ts.SyntaxKind.MinusMinusToken:
      return counting('++');
    case ts.SyntaxKind.ExclamationToken:
      return [replaced('negation', node, operand.getText())];
    case ts.SyntaxKind.MinusToken:
    case ts.SyntaxKind.TildeToken:
      return [replaced('sign', node, operand.getText())];
    default:
      return [];
  }
};

/** Whether `+` or `+=` can only mean texts here: nobody would write another operator. */
function joinsTexts({ operatorToken, left, right }: ts.BinaryExpression): boolean {
  const { kind } = operatorToken;
  const joins = kind === ts.SyntaxKind.PlusToken || kind === ts.SyntaxKind.PlusEqualsToken;
  return joins && [left, right].some((side) => ts.isStringLiteralLike(side) || ts.isTemplateExpression(side));
}

/** As an arrow function's body an object would be a block. */
function asValue(node: ts.Expression): string {
  return ts.isObjectLiteralExpression(node) ? `(${node.getText()})` : node.getText();
}
