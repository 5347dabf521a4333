import type { Job } from '../../core/check/judge';
import type { Folder } from '../../core/ports';
import { loadBundle } from '../code-cache';
import type { buildJob, BuildResult } from './build-job';

/** Builds the job of a runner. */
export type Build = (job: Job) => Promise<BuildResult>;

/**
 * Gives a function that loads the builder from its bundle at the first call. After the first build the code that was
 * compiled for it is kept, so that the next process begins where this one is.
 */
export function typescriptBuild(bundle: string, compiled: Folder | undefined): () => Promise<Build> {
  let loaded: Promise<Build> | undefined;

  async function load(): Promise<Build> {
    const { exports, keepCode } = await loadBundle(bundle);
    const builder = exports as { readonly buildJob: typeof buildJob };
    let isFirst = true;
    return async (job) => {
      const built = await builder.buildJob(job, compiled);
      if (isFirst) void keepCode();
      isFirst = false;
      return built;
    };
  }

  return () => {
    loaded ??= load();
    return loaded;
  };
}
