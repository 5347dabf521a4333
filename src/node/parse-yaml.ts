import { isMap, isNode, LineCounter, parseDocument, type Document } from 'yaml';
import type { DataDocument } from '../core/data-document';

/** Reads YAML 1.2, keeping the place of every value. Duplicate keys are errors. */
export function parseYaml(text: string): DataDocument {
  const lines = new LineCounter();
  const document = parseDocument(text.replace(/^\uFEFF/, ''), {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: true,
  });
  const position = (offset: number): { line: number; column: number } => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const errors = document.errors.map(({ code, message, pos }) => ({
    message:
      code === 'MULTIPLE_DOCS' ? 'The file must hold one YAML document; remove the line "---"' : message,
    ...position(pos[0]),
  }));
  const places = {
    locate: (path: Path) => position(offsetOf(document, path)),
    locateValue: (path: Path) => position(valueOffsetOf(document, path) ?? offsetOf(document, path)),
  };
  if (errors.length > 0) return { value: undefined, errors, ...places };
  try {
    return { value: document.toJS() as unknown, errors, ...places };
  } catch (error) {
    // An alias without its anchor, or aliases that multiply, show only when they are followed.
    const message = error instanceof Error ? error.message : String(error);
    return { value: undefined, errors: [{ message, ...position(0) }], ...places };
  }
}

type Path = readonly (string | number)[];

/** The offset of the value at a path, when something is written there. */
function valueOffsetOf(document: Document, path: Path): number | undefined {
  const node: unknown = document.getIn(path, true);
  return isNode(node) && node.range && node.range[1] > node.range[0] ? node.range[0] : undefined;
}

/** The offset of the key or item at a path; where there is none, that of the nearest one above it. */
function offsetOf(document: Document, path: Path): number {
  for (let length = path.length; length > 0; length--) {
    const parent: unknown =
      length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const step = path[length - 1];
    const pair = isMap(parent) ? parent.items.find((item) => String(item.key) === String(step)) : undefined;
    const node: unknown = pair ? pair.key : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}
