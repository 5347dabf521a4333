import * as v from 'valibot';
import { progressSchema, type Progress } from './progress';

/**
 * The text of a progress file: an exercise to a line, always in the same order. So a line that git takes from one branch,
 * or shows from both, says all that this branch knows of an exercise, and no exercise is ever in the file twice.
 */
export function formatProgress(progress: Progress): string {
  const { formatVersion, exercises, ticks, ...unknown } = v.parse(progressSchema, progress);
  const entries = [
    entry('formatVersion', formatVersion),
    lineEach('exercises', exercises),
    ...(Object.keys(ticks).length > 0 ? [lineEach('ticks', ticks)] : []),
    ...Object.entries(unknown).map(([key, value]) => entry(key, value)),
  ];
  return `{\n  ${entries.join(',\n  ')}\n}\n`;
}

function lineEach(key: string, values: Readonly<Record<string, unknown>>): string {
  const lines = Object.entries(values)
    .sort(([id], [otherId]) => (id < otherId ? -1 : 1))
    .map(([id, value]) => `\n    ${entry(id, value)}`);
  return `${JSON.stringify(key)}: {${lines.join(',')}\n  }`;
}

function entry(key: string, value: unknown): string {
  return `${JSON.stringify(key)}: ${JSON.stringify(value)}`;
}
