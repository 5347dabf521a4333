import assert from 'node:assert/strict';
import type { HistoryStore } from '../../../src/core/history/history-store';
import type { NewMoment } from '../../../src/core/history/moment';
import type { TextFile } from '../../../src/core/text-file';
import { diskFolder } from '../../../src/node/disk-folder';
import { nodeHistories } from '../../../src/node/history/folder-history';

export const track = { id: 'adder', language: 'typescript' } as const;

/** The history of a folder, as a process that has just started sees it. */
export function historyIn(folder: string): HistoryStore {
  return nodeHistories()(diskFolder(folder));
}

/** An attempt with one file that holds this text. */
export function attemptWith(text: string, at = 1_000): NewMoment {
  const outcome = { verdict: 'failed', passed: 1, total: 2 } as const;
  return { kind: 'attempt', at, outcome, files: [{ path: 'pkg/sum/sum.ts', text }] };
}

/** The first file's text of every moment, the oldest first. */
export async function textsOf(history: HistoryStore): Promise<readonly string[]> {
  const texts: string[] = [];
  for (const moment of await history.list(track))
    texts.push((await history.read(track, moment))[0]?.text ?? '');
  return texts;
}

/** Keeps these files and asserts that they come back as they are. */
export async function assertRoundTrip(history: HistoryStore, files: readonly TextFile[]): Promise<void> {
  const id = await history.save(track, { ...attemptWith(''), files });
  const moment = (await history.list(track)).at(-1);
  assert.equal(moment?.id, id);
  assert.deepEqual(await history.read(track, moment), files);
}
