/** One module to run: JavaScript in CommonJS form, and where each of its imports leads. */
export interface RunnerModule {
  /** Path in the learner's folder, or a name of ours for a hidden module. */
  readonly name: string;
  readonly code: string;
  /** Source map, JSON. */
  readonly map: string;
  /** Import specifier → module name. A specifier that is not here is one of Node's own modules. */
  readonly imports: Readonly<Record<string, string>>;
  /** Hidden modules are never named in what the learner sees. */
  readonly hidden: boolean;
}

/** All that the runner needs to judge one solution, as it reads nothing from disk. It is sent a list of them, once. */
export interface RunnerJob {
  readonly modules: readonly RunnerModule[];
  /** The hidden modules that hold the checks. */
  readonly entries: readonly string[];
  /** The checks of the manifest, in its order. */
  readonly checks: readonly { readonly id: string; readonly after: readonly string[] }[];
  /** Ids of the only checks to run; all tests that there are when left out. */
  readonly only?: readonly string[];
  readonly solution: SolutionFacts;
  /** Files of the solution that are not modules, such as SQL, by path. */
  readonly texts?: Readonly<Record<string, string>>;
}

/** What is known about the solution from its source alone, for checks of its structure. */
export interface SolutionFacts {
  readonly files: readonly string[];
  readonly imports: readonly ImportFact[];
  /** Names of ambient things that each file uses, such as `Date.now` or `fetch`. */
  readonly globals: Readonly<Record<string, readonly string[]>>;
}

export interface ImportFact {
  readonly from: string;
  /** Path in the learner's folder, or the specifier of a package or of one of Node's own modules. */
  readonly to: string;
  readonly kind: 'relative' | 'package';
  readonly typeOnly: boolean;
}
