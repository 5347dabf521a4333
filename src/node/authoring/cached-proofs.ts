import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProofMemory } from '../../core/verify/proof-memory';
import { cacheFolder } from '../environment';
import { removeUnused } from '../remove-unused';
import { writeWhole } from '../write-whole';

/** Where this user's proofs are kept, if anywhere. */
const defaultFolder = (): string | undefined => {
  const cache = cacheFolder();
  return cache && join(cache, 'proofs');
};

type Kept = Record<string, unknown>;

export interface CachedProofsOptions {
  /** Absolute path of the pack: packs do not share what was proven. */
  readonly pack: string;
  /** What judges each language, as text that changes with it. */
  readonly judgedBy: (language: string) => string;
  /** Whether what was proven of an exercise before is forgotten. */
  readonly forgets: (exercise: string) => boolean;
  readonly folder?: string;
}

/** A memory that can be written down at the end. */
export interface CachedProofs extends ProofMemory {
  /** Writes what holds now. What was neither recalled nor kept since is dropped when `whole` says that all was looked at. */
  save(whole: boolean): Promise<void>;
}

/** Remembers proofs of a pack in the user's cache folder: what can't be read there was never proven. */
export async function cachedProofs(options: CachedProofsOptions): Promise<CachedProofs> {
  const { pack, judgedBy, forgets, folder = defaultFolder() } = options;
  const file = folder && join(folder, `${hash(pack)}.json`);
  const before = file ? await readKept(file, forgets) : {};
  const current: Kept = {};
  return {
    keyOf: (language, parts) => hash(JSON.stringify([judgedBy(language), parts])),
    recall: (exercise, key) => {
      const name = nameOf(exercise, key);
      const known = current[name] ?? before[name];
      if (known !== undefined) current[name] = known;
      return known;
    },
    keep: (exercise, key, outcome) => void (current[nameOf(exercise, key)] = outcome),
    save: async (whole) => {
      if (!folder || !file) return;
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeWhole(file, JSON.stringify(whole ? current : { ...before, ...current }));
      await removeUnused(folder);
    },
  };
}

/** One word, the name of an exercise, and the key of what was proven of it. */
const nameOf = (exercise: string, key: string): string => `${exercise} ${key}`;

async function readKept(file: string, forgets: (exercise: string) => boolean): Promise<Kept> {
  try {
    const kept: unknown = JSON.parse(await readFile(file, 'utf8'));
    if (typeof kept !== 'object' || kept === null) return {};
    return Object.fromEntries(Object.entries(kept).filter(([name]) => !forgets(name.split(' ', 1)[0] ?? '')));
  } catch {
    return {};
  }
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
