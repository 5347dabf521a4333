import ts from 'typescript';

/** Something that editors accept and the judge does not, at an offset. */
export interface CannotRun {
  readonly at: number;
  readonly message: string;
}

const awaits =
  '`await` is outside every function, and the judge loads files without waiting. Put it into an async function; what `import()` loads can be imported at the top of the file.';
const meta =
  '`import.meta` tells where a file lies and how it was started. The judge runs it from memory, without either: leave it out.';

/** Names that every CommonJS module is given. */
const given = new Set(['require', 'module', 'exports']);

const taken = (name: string): string =>
  `\`${name}\` is a name that the judge needs for itself in every file: it loads them as CommonJS modules. Choose another one.`;

/** What a file holds that only an ES module may: the judge runs files as CommonJS modules. */
export function cannotRunIn(file: ts.SourceFile): readonly CannotRun[] {
  const found: CannotRun[] = [];
  const visit = (node: ts.Node, inFunction: boolean): void => {
    if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword)
      found.push({ at: node.getStart(file), message: meta });
    if (!inFunction && waits(node)) found.push({ at: node.getStart(file), message: awaits });
    const isInner = inFunction || ts.isFunctionLike(node) || ts.isPropertyDeclaration(node);
    ts.forEachChild(node, (child) => visit(child, isInner));
  };
  visit(file, false);
  for (const name of file.statements.flatMap(namesDeclaredBy))
    if (given.has(name.text)) found.push({ at: name.getStart(file), message: taken(name.text) });
  return found;
}

/** The names that stand for something at run time because of this statement; not those that it only describes. */
function namesDeclaredBy(statement: ts.Statement): readonly ts.Identifier[] {
  if (ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.some(isDeclare)) return [];
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) => namesIn(name));
  if (!ts.isFunctionDeclaration(statement) && !ts.isClassDeclaration(statement)) return [];
  return statement.name ? [statement.name] : [];
}

function isDeclare({ kind }: ts.ModifierLike): boolean {
  return kind === ts.SyntaxKind.DeclareKeyword;
}

function namesIn(name: ts.BindingName): readonly ts.Identifier[] {
  if (ts.isIdentifier(name)) return [name];
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? namesIn(element.name) : []));
}

function waits(node: ts.Node): boolean {
  if (ts.isAwaitExpression(node)) return true;
  if (ts.isForOfStatement(node)) return node.awaitModifier !== undefined;
  return ts.isVariableDeclarationList(node) && /^await\s+using\b/.test(node.getText());
}
