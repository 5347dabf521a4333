import ts from 'typescript';
import { replaced, type Mutation } from './change';

/** A question with its answer fixed. A loop never begins: one that never ends would show nothing more, and take its time. */
export const condition: Mutation = (node) => {
  if (ts.isIfStatement(node)) return answers(node.expression, ['true', 'false']);
  if (ts.isConditionalExpression(node)) return answers(node.condition, ['true', 'false']);
  if (ts.isWhileStatement(node) || ts.isDoStatement(node)) return answers(node.expression, ['false']);
  if (ts.isForStatement(node) && node.condition) return answers(node.condition, ['false']);
  return [];
};

/** A step left out. */
export const statement: Mutation = (node) =>
  isStep(node) && !isAllThatIfDoes(node) ? [replaced('statement', node, ';')] : [];

/** All steps of a block left out, where that is more than one of them and more than another answer to a question. */
export const block: Mutation = (node) => {
  if (!ts.isBlock(node) || node.statements.length === 0 || isAllThatIfDoes(node)) return [];
  const [only, second] = node.statements;
  const isDoneElsewhere = second === undefined && only !== undefined && canBeLeftOut(only);
  return isDoneElsewhere || isBodyOfAskingLoop(node) || callsSuper(node)
    ? []
    : [replaced('block', node, '{}')];
};

/** Nothing in the place of a result. */
export const result: Mutation = (node) => {
  const value = ts.isReturnStatement(node) || isShortArrow(node) ? valueOf(node) : undefined;
  return value && !isNothing(value) ? [replaced('return', value, 'undefined')] : [];
};

/** A promise instead of what it holds. Where a function ends with it anyway, the two are the same. */
export const awaiting: Mutation = (node) => {
  if (!ts.isAwaitExpression(node)) return [];
  const endsWithIt = ts.isReturnStatement(node.parent) || isShortArrow(node.parent);
  return endsWithIt && !isTried(node) ? [] : [replaced('await', node, node.expression.getText())];
};

function answers(question: ts.Expression, all: readonly string[]) {
  return all.map((answer) => replaced('condition', question, answer));
}

function isStep(node: ts.Node): boolean {
  if (ts.isExpressionStatement(node)) {
    const { expression } = node;
    return !ts.isStringLiteralLike(expression) && !isSuperCall(expression);
  }
  if (ts.isReturnStatement(node)) return !node.expression;
  return ts.isThrowStatement(node) || ts.isBreakStatement(node) || ts.isContinueStatement(node);
}

/** Whether leaving it out is the same as never coming to it: what an `if` without `else` leads to. */
function isAllThatIfDoes(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isBlock(parent) && parent.statements.length === 1) return isAllThatIfDoes(parent);
  return ts.isIfStatement(parent) && parent.thenStatement === node && !parent.elseStatement;
}

function isBodyOfAskingLoop({ parent }: ts.Block): boolean {
  return ts.isWhileStatement(parent) || ts.isDoStatement(parent) || ts.isForStatement(parent);
}

/** A derived class without it can't be made at all. */
function callsSuper({ statements }: ts.Block): boolean {
  return statements.some((one) => ts.isExpressionStatement(one) && isSuperCall(one.expression));
}

function isSuperCall(node: ts.Expression): boolean {
  return ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.SuperKeyword;
}

/** Whether another mutant has the same effect as no such statement. */
function canBeLeftOut(node: ts.Statement): boolean {
  if (ts.isIfStatement(node)) return !node.elseStatement;
  return isStep(node) || ts.isReturnStatement(node) || ts.isIterationStatement(node, false);
}

function isShortArrow(node: ts.Node): node is ts.ArrowFunction {
  return ts.isArrowFunction(node) && !ts.isBlock(node.body);
}

function valueOf(node: ts.ReturnStatement | ts.ArrowFunction): ts.Expression | undefined {
  if (ts.isReturnStatement(node)) return node.expression;
  return ts.isBlock(node.body) ? undefined : node.body;
}

/** `true` and `false` have a mutant of their own, and nothing counts as `false`. */
function isNothing(value: ts.Expression): boolean {
  const { kind } = value;
  if (kind === ts.SyntaxKind.TrueKeyword || kind === ts.SyntaxKind.FalseKeyword) return true;
  return ts.isVoidExpression(value) || (ts.isIdentifier(value) && value.text === 'undefined');
}

/** Whether it is in a `try` of its own function. */
function isTried(node: ts.Node): boolean {
  for (let at = node.parent; !ts.isSourceFile(at) && !ts.isFunctionLike(at); at = at.parent)
    if (ts.isTryStatement(at)) return true;
  return false;
}
