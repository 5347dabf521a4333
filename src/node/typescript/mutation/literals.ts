import ts from 'typescript';
import { replaced, type Change, type Mutation } from './change';

/** The other truth value. */
export const boolean: Mutation = (node) => {
  if (node.kind === ts.SyntaxKind.TrueKeyword) return [replaced('boolean', node, 'false')];
  if (node.kind === ts.SyntaxKind.FalseKeyword) return [replaced('boolean', node, 'true')];
  return [];
};

/** One more and one less. */
export const number: Mutation = (node) => {
  if (isPropertyName(node)) return [];
  if (ts.isNumericLiteral(node)) {
    const value = Number(node.text);
    return [value + 1, value - 1].map((other) => replaced('number', node, written(other)));
  }
  if (!ts.isBigIntLiteral(node)) return [];
  const value = BigInt(node.text.slice(0, -1));
  return [value + 1n, value - 1n].map((other) => replaced('number', node, written(other, 'n')));
};

/** No text, and any text where there was none. */
export const string: Mutation = (node) => {
  if (isModuleName(node) || isDirective(node) || isWordOfAnError(node)) return [];
  if (ts.isStringLiteral(node)) return [replaced('string', node, node.text === '' ? "'?'" : "''")];
  if (ts.isTaggedTemplateExpression(node.parent)) return [];
  if (ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateExpression(node))
    return [replaced('string', node, '``')];
  return [];
};

/** A regular expression that is not held at the beginning or at the end. */
export const pattern: Mutation = (node) => {
  if (!ts.isRegularExpressionLiteral(node)) return [];
  const loose = [node.text.replace(/^\/\^(?!\/)/, '/'), node.text.replace(/(?<![\\/])\$(?=\/[a-z]*$)/, '')];
  return loose.filter((text) => text !== node.text).map((text) => replaced('pattern', node, text));
};

/** No elements. */
export const array: Mutation = (node) => {
  if (!ts.isArrayLiteralExpression(node) || node.elements.length === 0 || isTarget(node)) return [];
  return [replaced('array', node, '[]')];
};

/** No properties, and each of several properties missing. */
export const object: Mutation = (node) => {
  if (!ts.isObjectLiteralExpression(node) || node.properties.length === 0 || isTarget(node)) return [];
  const emptied = replaced('object', node, '{}');
  return node.properties.length === 1 ? [emptied] : [emptied, ...node.properties.map(withoutProperty)];
};

/** The comma behind goes as well; the one before the last property may stay. */
function withoutProperty(property: ts.ObjectLiteralElementLike): Change {
  const change = replaced('property', property, '');
  const [comma = ''] = /^\s*,/.exec(property.getSourceFile().text.slice(change.end)) ?? [];
  return { ...change, end: change.end + comma.length };
}

/** A negative number stands in parentheses, because a minus may stand before it. */
function written(value: number | bigint, suffix = ''): string {
  return value < 0 ? `(${value}${suffix})` : `${value}${suffix}`;
}

function isPropertyName(node: ts.Node): boolean {
  const { parent } = node;
  return (
    ('name' in parent && parent.name === node) || ('propertyName' in parent && parent.propertyName === node)
  );
}

function isModuleName({ parent }: ts.Node): boolean {
  return ts.isCallExpression(parent) && /^(import|require)$/.test(parent.expression.getText());
}

/** A statement like `'use strict'`. */
function isDirective({ parent }: ts.Node): boolean {
  return ts.isExpressionStatement(parent);
}

/**
 * Whether it is a sentence in an error: the first thing that is given to an error that is thrown, or to the constructor of
 * the class above. It is for people; what a program recognises an error by is its class, its name, its code.
 */
function isWordOfAnError(node: ts.Node): boolean {
  const { parent } = node;
  if (!ts.isNewExpression(parent) && !ts.isCallExpression(parent)) return false;
  if (parent.arguments?.[0] !== node || !/\s/.test(node.getText())) return false;
  return ts.isNewExpression(parent)
    ? ts.isThrowStatement(parent.parent)
    : parent.expression.kind === ts.SyntaxKind.SuperKeyword;
}

/** Whether it takes values apart instead of putting them together. */
function isTarget(node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isForOfStatement(parent) || ts.isForInStatement(parent)) return parent.initializer === node;
  if (!ts.isBinaryExpression(parent) || parent.left !== node) return false;
  return parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
}
