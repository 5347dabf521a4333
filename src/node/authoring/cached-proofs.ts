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
  /** Forgets what was proven before. */
  readonly fresh: boolean;
  readonly folder?: string;
}

/** A memory that can be written down at the end. */
export interface CachedProofs extends ProofMemory {
  /** Writes what holds now. What was neither recalled nor kept since is dropped when `whole` says that all was looked at. */
  save(whole: boolean): Promise<void>;
}

/** Remembers proofs of a pack in the user's cache folder: what can't be read there was never proven. */
export async function cachedProofs(options: CachedProofsOptions): Promise<CachedProofs> {
  const { pack, judgedBy, fresh, folder = defaultFolder() } = options;
  const file = folder && join(folder, `${hash(pack)}.json`);
  const before = fresh || !file ? {} : await readKept(file);
  const current: Kept = {};
  const nameOf = (exercise: string, key: string): string => `${exercise} ${key}`;
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

async function readKept(file: string): Promise<Kept> {
  try {
    const kept: unknown = JSON.parse(await readFile(file, 'utf8'));
    return typeof kept === 'object' && kept !== null ? (kept as Kept) : {};
  } catch {
    return {};
  }
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
