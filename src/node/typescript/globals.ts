import ts from 'typescript';

const ambient = new Set(
  'process fetch require setTimeout setInterval setImmediate queueMicrotask performance Buffer WebSocket XMLHttpRequest console'.split(
    ' ',
  ),
);
const ambientMembers = new Set(['Date.now', 'Math.random', 'crypto.randomUUID', 'crypto.getRandomValues']);

/** Ambient things that a file uses and does not declare itself, sorted: `Date.now`, `new Date`, `fetch`, … */
export function globalsOf(file: ts.SourceFile): readonly string[] {
  const used = new Set<string>();
  const declared = declaredNames(file);
  /** The name by which everybody knows an expression: `Date.now`, also when it is written `globalThis.Date.now`. */
  const ambientName = (node: ts.Node): string | undefined => {
    if (ts.isIdentifier(node)) return declared.has(node.text) || !isReference(node) ? undefined : node.text;
    if (!ts.isPropertyAccessExpression(node)) return undefined;
    const owner = ambientName(node.expression);
    if (owner === undefined) return undefined;
    return owner === 'globalThis' ? node.name.text : `${owner}.${node.name.text}`;
  };
  const visit = (node: ts.Node): void => {
    const name = ambientName(node);
    if (name !== undefined && (ambient.has(name) || ambientMembers.has(name))) used.add(name);
    if (ts.isNewExpression(node) && !node.arguments?.length && ambientName(node.expression) === 'Date')
      used.add('new Date');
    ts.forEachChild(node, visit);
  };
  visit(file);
  return [...used].sort();
}

/** Whether an identifier stands for a value, not for a type, a label, or the name of a member or declaration. */
function isReference(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isShorthandPropertyAssignment(parent)) return true;
  if (ts.isTypeNode(parent) || ts.isQualifiedName(parent) || ts.isTypeElement(parent)) return false;
  const is = (role: string): boolean => role in parent && Reflect.get(parent, role) === node;
  return !is('name') && !is('propertyName') && !is('label');
}

function declaredNames(file: ts.SourceFile): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (declaresName(node) && node.name && ts.isIdentifier(node.name)) names.add(node.name.text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return names;
}

function declaresName(node: ts.Node): node is ts.NamedDeclaration {
  return (
    ts.isVariableDeclaration(node) ||
    ts.isParameter(node) ||
    ts.isBindingElement(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isFunctionExpression(node) ||
    ts.isClassLike(node) ||
    ts.isEnumDeclaration(node) ||
    ts.isModuleDeclaration(node) ||
    ts.isImportSpecifier(node) ||
    ts.isImportClause(node) ||
    ts.isNamespaceImport(node) ||
    ts.isImportEqualsDeclaration(node)
  );
}
