import { createRequire, isBuiltin } from 'node:module';
import { compileFunction } from 'node:vm';
import * as checkkit from '../checkkit/typescript';
import type { RunnerJob, RunnerModule } from '../core/check/runner-job';
import { solutionOf } from './solution';

type Exports = Record<string, unknown>;
type Body = (
  exports: Exports,
  require: (specifier: string) => unknown,
  module: { exports: Exports },
  ...vocabulary: readonly unknown[]
) => void;

export interface LoaderOptions {
  /** What hidden modules find as if it were global, such as `it`. The solution does not find it. */
  readonly vocabulary?: Readonly<Record<string, unknown>>;
  /** Called when a module of the solution has run, before anything else goes on. */
  readonly afterSolution?: () => void;
  /** Modules that checks can import beside the kit, by name. */
  readonly provided?: Readonly<Record<string, unknown>>;
}

/** Gives a function that loads a module of the job by name, once, with its imports, from memory. */
export function createLoader(job: RunnerJob, options: LoaderOptions = {}): (name: string) => Exports {
  const { vocabulary = {}, afterSolution, provided: more = {} } = options;
  const sources = new Map(job.modules.map((module) => [module.name, module]));
  const loaded = new Map<string, { exports: Exports }>();
  const provided = new Map<string, unknown>([
    ['codealong/checkkit', checkkit],
    ['codealong/solution', { solution: solutionOf(job.solution) }],
    ...Object.entries(more),
  ]);

  function load(name: string): Exports {
    const known = loaded.get(name);
    if (known) return known.exports;
    const source = sources.get(name);
    if (!source) throw new Error(`There is no module ${name}.`);
    const module = { exports: {} as Exports };
    loaded.set(name, module);
    const words = source.hidden ? vocabulary : {};
    const parameters = ['exports', 'require', 'module', ...Object.keys(words)];
    const body = compileFunction(source.code, parameters, { filename: name }) as Body;
    body(module.exports, (specifier) => follow(source, specifier), module, ...Object.values(words));
    if (!source.hidden) afterSolution?.();
    return module.exports;
  }

  function follow(from: RunnerModule, specifier: string): unknown {
    const target = from.imports[specifier];
    if (target === undefined) return fromNode(specifier);
    if (from.hidden && provided.has(target)) return provided.get(target);
    const exports = load(target);
    return from.hidden && !sources.get(target)?.hidden ? demanding(exports, target) : exports;
  }

  return load;
}

const require = createRequire(__filename);

/** One of Node's own modules. Whatever else a solution asks for by a name that it puts together is not there. */
function fromNode(specifier: string): unknown {
  if (!isBuiltin(specifier)) throw new Error(`There is no module ${specifier}`);
  return require(specifier);
}

/** The exports of a learner's file as checks see them: asking for a name that is not exported says so. */
function demanding(exports: Exports, file: string): Exports {
  return new Proxy(exports, {
    get(target, name) {
      if (name in target || typeof name === 'symbol' || name === '__esModule' || name === 'then') {
        return Reflect.get(target, name) as unknown;
      }
      const names = Object.keys(target).filter((key) => key !== '__esModule');
      throw new checkkit.Finding({
        message: `${file} does not export \`${name}\`.`,
        expected: `an export named ${name}`,
        actual: names.length > 0 ? `exports: ${names.join(', ')}` : 'no exports',
      });
    },
  });
}
