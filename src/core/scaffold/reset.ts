import { learnerFiles, type Exercise } from '../catalog/catalog';
import type { Language } from '../catalog/manifest';
import type { Folder } from '../ports';
import { starterFiles } from './scaffold';
import { sameText } from './same-text';

/** What a reset did. Paths are relative to the learner's folder. */
export interface ResetReport {
  /** Files that have the starter's text again. */
  readonly restored: readonly string[];
  /** Folder with the text that these files had; absent when nothing had to be kept. */
  readonly keptIn?: string;
}

/**
 * Puts the learner's files of an exercise back to the starter. What they wrote is copied to a folder of its own first,
 * and only when that copy stands is anything overwritten.
 */
export async function resetToStarter(
  pack: Folder,
  target: Folder,
  exercise: Exercise,
  language: Language,
  now: number,
): Promise<ResetReport> {
  const theirs = new Set(learnerFiles(exercise, language));
  const starter = (await starterFiles(pack, exercise, language, target)).filter(({ path }) =>
    theirs.has(path),
  );
  const keptIn = `.codealong/kept/${exercise.manifest.id}-${language}-${timestamp(now)}`;
  const changed: { path: string; text: string }[] = [];
  let kept = 0;
  for (const { path, text } of starter) {
    const kind = await target.kind(path);
    const current = kind === 'missing' ? undefined : await target.read(path);
    if (current !== undefined && sameText(current, text)) continue;
    if (current !== undefined) {
      await target.write(`${keptIn}/${path}`, current);
      kept++;
    }
    changed.push({ path, text });
  }
  for (const { path, text } of changed) await target.write(path, text);
  const restored = changed.map(({ path }) => path);
  return kept > 0 ? { restored, keptIn } : { restored };
}

/** A moment as it can stand in a file name on every system, for example `2026-03-01T10-15-30-123Z`. */
function timestamp(now: number): string {
  return new Date(now).toISOString().replace(/[:.]/g, '-');
}
