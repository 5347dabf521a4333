import * as v from 'valibot';
import { conflictSides } from './conflict';
import { mergeProgress } from './merge';
import { migrate } from './migrations';
import { progressSchema, type Progress } from './progress';

/**
 * What the text of a progress file says: the progress, merged when git left two sides of it; `newer` when a later version
 * wrote it; `corrupt` when it can't be understood.
 */
export function parseProgress(text: string): Progress | 'newer' | 'corrupt' {
  const sides = conflictSides(text);
  if (!sides) return parseOne(text);
  const [ours, theirs] = [parseOne(sides[0]), parseOne(sides[1])];
  if (ours === 'newer' || theirs === 'newer') return 'newer';
  if (ours === 'corrupt' || theirs === 'corrupt') return 'corrupt';
  return mergeProgress(ours, theirs);
}

function parseOne(text: string): Progress | 'newer' | 'corrupt' {
  const data = migrate(parseJson(text));
  if (data === 'newer') return 'newer';
  const result = v.safeParse(progressSchema, data);
  return result.success ? result.output : 'corrupt';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}
