import { resolve } from 'node:path';
import type { Exercise } from '../../core/catalog/catalog';
import type { Language } from '../../core/catalog/manifest';
import { shippedPack } from '../../node/create-node-app';
import { loadAuthoring } from '../../node/authoring/load-authoring';
import { diskFolder } from '../../node/disk-folder';
import type { CommandContext, ExitCode, Terminal } from '../terminal';
import { concludeProof } from './verify/conclude';
import { pieceLines, progressLine } from './verify/lines';
import { mutate } from './verify/mutate';
import { untilChanged } from './verify/watch';

export interface VerifyOptions {
  readonly ids: readonly string[];
  readonly pack?: string;
  readonly language?: Language;
  /** Names of solutions; all when left out. */
  readonly solution?: readonly string[];
  readonly repeat: number;
  readonly fresh?: boolean;
  readonly shard?: { readonly number: number; readonly of: number };
  readonly watch?: boolean;
  /** Measures the checks instead, by changing the references. */
  readonly mutate?: boolean;
  readonly requireAll?: boolean;
  readonly json?: boolean;
}

type Authoring = Awaited<ReturnType<typeof loadAuthoring>>;

/** Proves exercises and prints what was proven, what is broken, and what could not be run here; again and again when it watches. */
export async function verify({ terminal }: CommandContext, options: VerifyOptions): Promise<ExitCode> {
  const pack = packOf(terminal, options.pack);
  if (options.mutate) return mutate(terminal, pack, options);
  const authoring = await loadAuthoring(terminal.distLocation);
  const isLast = (): boolean => !options.watch || terminal.signal.aborted;
  for (let fresh = options.fresh === true; ; fresh = false) {
    const over = new AbortController();
    // Watched from before the proof: what is saved while it goes on is proven next.
    const changed = options.watch && untilChanged(pack, AbortSignal.any([terminal.signal, over.signal]));
    try {
      const code = await verifyOnce(terminal, authoring, pack, { ...options, fresh });
      if (isLast()) return code;
      terminal.print(`Watching ${pack}: saved files are proven again. Ctrl-C ends it.`);
      await changed;
      if (isLast()) return code;
    } finally {
      over.abort();
    }
  }
}

/** Where the pack lies that the author works on. */
export function packOf(terminal: Terminal, asked: string | undefined): string {
  return asked === undefined
    ? (terminal.packLocation ?? shippedPack(terminal.distLocation))
    : resolve(terminal.workingFolder, asked);
}

async function verifyOnce(
  terminal: Terminal,
  authoring: Authoring,
  pack: string,
  options: VerifyOptions,
): Promise<ExitCode> {
  const { ids, repeat, language, solution: names, fresh = false, shard, json } = options;
  const { distLocation, signal } = terminal;
  const began = Date.now();
  const proof = await authoring.verifyPack({
    ...{ pack: diskFolder(pack), distLocation, ids, repeat, language, names, fresh, shard, signal },
    onProof: (exercise: Exercise, piece, progress) => {
      if (json) return;
      for (const line of pieceLines(exercise, piece, signal.aborted)) terminal.print(line);
      terminal.progress?.(progressLine(progress));
    },
  });
  terminal.progress?.('');
  await authoring.keepCode();
  return concludeProof(terminal, proof, {
    ...options,
    isWhole: ids.length === 0 && !names && !language && !shard && !signal.aborted,
    seconds: (Date.now() - began) / 1000,
  });
}
