import ts from 'typescript';
import { replaced, withPart, type Mutation } from './change';

const opposites: Readonly<Record<string, string>> = {
  min: 'max',
  max: 'min',
  some: 'every',
  every: 'some',
  startsWith: 'endsWith',
  endsWith: 'startsWith',
  floor: 'ceil',
  ceil: 'floor',
  trunc: 'ceil',
  round: 'floor',
  toUpperCase: 'toLowerCase',
  toLowerCase: 'toUpperCase',
};

/** Methods that give something of the kind that they are called on. */
const leavesKind = new Set([
  'filter',
  'slice',
  'sort',
  'toSorted',
  'reverse',
  'toReversed',
  'trim',
  'trimStart',
  'trimEnd',
  'normalize',
]);

/** The method that does the opposite, or no call of a method that could as well not be called. */
export const method: Mutation = (node) => {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return [];
  const { expression: owner, name } = node.expression;
  const opposite = opposites[name.text];
  if (opposite !== undefined) return [replaced('method', node, withPart(node, name, opposite))];
  return leavesKind.has(name.text) ? [replaced('method', node, owner.getText())] : [];
};

/** A plain access where nothing may be there. */
export const optionalChaining: Mutation = (node) => {
  if (
    !ts.isPropertyAccessExpression(node) &&
    !ts.isElementAccessExpression(node) &&
    !ts.isCallExpression(node)
  )
    return [];
  if (!node.questionDotToken) return [];
  const by = ts.isPropertyAccessExpression(node) ? '.' : '';
  return [replaced('optional-chaining', node, withPart(node, node.questionDotToken, by))];
};

/** Nothing in the place of what is taken when a caller gives nothing. */
export const defaultValue: Mutation = (node) => {
  if ((!ts.isParameter(node) && !ts.isBindingElement(node)) || !node.initializer) return [];
  const rest = node.getSourceFile().text.slice(node.getStart(), node.initializer.getStart());
  return [replaced('default-value', node, rest.replace(/\s*=\s*$/, ''))];
};
