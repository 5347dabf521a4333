import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createApp, type App, type AppPorts } from '../core/app/app';
import { openCompiledCatalog } from '../core/catalog/compiled-catalog';
import type { Folder } from '../core/ports';
import { readCompiledStories } from './compiled-stories';
import { loadAuthoring } from './authoring/load-authoring';
import { createCaseRunners, createJudges } from './create-judges';
import { diskFolder } from './disk-folder';
import { nodeHistories } from './history/folder-history';

export interface NodeAppOptions {
  /** Absolute path of the pack: the folder that holds `course.yaml`. The one that ships when left out. */
  readonly packLocation?: string | undefined;
  /** Absolute path of the folder that our bundles lie in. */
  readonly distLocation: string;
  readonly onNotice: NonNullable<AppPorts['onNotice']>;
}

/** The course on this machine: its disk, its processes. */
export function createNodeApp({ packLocation, distLocation, onNotice }: NodeAppOptions): App {
  const pack = diskFolder(packLocation ?? shippedPack(distLocation));
  const compiled = packLocation === undefined ? compiledPack(distLocation) : undefined;
  return createApp({
    pack,
    readCatalog: async () =>
      compiled ? openCompiledCatalog(compiled) : (await loadAuthoring(distLocation)).readPack(pack),
    readStories: async (exercise) =>
      compiled
        ? readCompiledStories(compiled, exercise)
        : (await loadAuthoring(distLocation)).readStories(pack, exercise),
    clock: { now: Date.now },
    historyOf: nodeHistories(),
    judges: createJudges(distLocation, { compiled }),
    caseRunners: createCaseRunners(distLocation),
    onNotice,
  });
}

/** Where the pack lies that ships with our bundles. */
export function shippedPack(distLocation: string): string {
  return join(distLocation, '..', 'exercises');
}

/** The compiled form of that pack; a build for development has none, so that an author's changes show at once. */
function compiledPack(distLocation: string): Folder | undefined {
  const location = join(distLocation, 'pack');
  return existsSync(location) ? diskFolder(location) : undefined;
}
