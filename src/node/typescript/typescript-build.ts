import type { Exercise } from '../../core/catalog/catalog';
import type { Submission } from '../../core/check/judge';
import type { RunnerModule } from '../../core/check/runner-job';
import type { Mutator } from '../../core/mutation/mutant';
import type { Folder } from '../../core/ports';
import { loadBundle, type LoadedBundle } from '../code-cache';
import type { buildCases } from './build-cases';
import type * as builder from './builder';
import type { BuildResult } from './build-job';

/** Builds the job of a runner for a submission. */
export type Build = (submission: Submission) => Promise<BuildResult>;

/**
 * Builds with the builder of the bundle, which is loaded at the first call. After a build the code that was compiled for it is
 * kept, so that the next process begins where this one is.
 */
export function typescriptBuild(bundle: string, compiled: Folder | undefined): Build {
  return async (submission) => {
    const { exports, keepCode } = await loadOnce(bundle);
    const built = await (exports as typeof builder).buildJob(submission, compiled);
    void keepCode();
    return built;
  };
}

/** The same for cases. */
export function typescriptCaseBuild(bundle: string): typeof buildCases {
  return async (...request) => {
    const { exports } = await loadOnce(bundle);
    return (exports as typeof builder).buildCases(...request);
  };
}

/** Makes mutants with the compiler of the bundle, which is loaded at the first call. */
export function typescriptMutator(bundle: string): Mutator {
  return async (path, text) => {
    const { exports } = await loadOnce(bundle);
    return (exports as typeof builder).mutantsOf(path, text);
  };
}

/** Compiles the checks of an SQL exercise with the compiler of the bundle, which is loaded at the first call. */
export function sqlCheckCompiler(bundle: string) {
  return async (pack: Folder, exercise: Exercise): Promise<readonly RunnerModule[]> => {
    const { exports } = await loadOnce(bundle);
    return (exports as typeof builder).checkModules(pack, exercise, 'sql');
  };
}

const bundles = new Map<string, Promise<LoadedBundle>>();

/** A bundle is loaded once in a process, whoever asks for it. */
function loadOnce(bundle: string): Promise<LoadedBundle> {
  const known = bundles.get(bundle) ?? loadBundle(bundle);
  bundles.set(bundle, known);
  return known;
}
