import type { DesignSpec, Need } from '../designs/need';
import type { Needs } from './design-file';
import type { Check, Track } from './manifest';
import type { DesignFile } from './manifest-file';

/** Where the design of an exercise lies in the learner's folder. */
function designPath(id: string): string {
  return `designs/${id}.md`;
}

/** The track of an exercise that is a design: its document, and nothing else. */
export function designTrack(id: string): Track {
  return { files: [{ path: designPath(id), role: 'learner' }] };
}

/** What the file asks for. */
export function designOf({ checks, criteria }: DesignFile): DesignSpec {
  return {
    parts: Object.entries(checks).map(([id, { part, needs }]) => ({ id, part, need: needOf(needs) })),
    criteria: Object.entries(criteria).map(([id, { title, asks }]) => ({ id, title, asks })),
  };
}

/** The schema has seen to it that there is exactly one. */
function needOf({ words, table, numbers, decision, diagram }: Needs): Need {
  if (table) return { kind: 'table', ...table };
  if (numbers) return { kind: 'numbers', ...numbers };
  if (decision) return { kind: 'decision', ...decision };
  return diagram ? { kind: 'diagram', ...diagram } : { kind: 'words', atLeast: words ?? 1 };
}

/** Each part as a check, so that whatever works with checks works with designs. */
export function partChecks(
  { checks }: DesignFile,
  id: string,
  anchorOf: (heading: string | undefined) => string,
): readonly Check[] {
  return Object.entries(checks).map(([key, { title, rule, level, why, guide, part }]) => ({
    ...{ id: key, title, rules: [rule].flat(), level, why, guide: anchorOf(guide), after: [] },
    at: { markdown: { file: designPath(id), symbol: part } },
  }));
}
