import type ts from 'typescript';
import type { Operator } from '../../../core/mutation/mutant';

/** A change of a source text: what stands between two offsets, and what shall stand there. */
export interface Change {
  readonly operator: Operator;
  readonly start: number;
  readonly end: number;
  readonly original: string;
  readonly replacement: string;
}

/** What one kind of mutation makes of a node; nothing when it has no business with it. */
export type Mutation = (node: ts.Node) => readonly Change[];

/** The change that puts a text in the place of a node. */
export function replaced(operator: Operator, node: ts.Node, replacement: string): Change {
  return {
    operator,
    start: node.getStart(),
    end: node.getEnd(),
    original: node.getText(),
    replacement,
  };
}

/** The text of a node with another text in the place of one of its parts. */
export function withPart(node: ts.Node, part: ts.Node, by: string): string {
  const text = node.getSourceFile().text;
  return text.slice(node.getStart(), part.getStart()) + by + text.slice(part.getEnd(), node.getEnd());
}
