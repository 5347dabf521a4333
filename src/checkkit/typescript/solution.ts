/**
 * The module `codealong/solution`: what is known about the solution under check from its source alone, for checks of its
 * structure. The engine computes it from the syntax tree, so comments and strings never count.
 */
export interface ImportEdge {
  /** Path in the course folder. */
  readonly from: string;
  /** Path in the course folder; for a package or one of Node's own modules, its specifier. */
  readonly to: string;
  readonly kind: 'relative' | 'package';
  readonly typeOnly: boolean;
}

export interface Solution {
  /** The solution's files, paths in the course folder. */
  readonly files: readonly string[];
  imports(): readonly ImportEdge[];
  /** Ambient things that a file uses: `Date.now`, `new Date`, `Math.random`, `process`, `fetch`, `setTimeout`, … */
  globals(file: string): readonly string[];
}

export declare const solution: Solution;
