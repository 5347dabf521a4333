import type { Catalog, CatalogEntry } from '../../../core/catalog/catalog';
import type { Block, Course, Deliverable, Milestone, Week } from '../../../core/catalog/course';
import { isThere } from '../../../core/catalog/rows';
import { formatProblem, type Problem } from '../../../core/catalog/problem';
import { deliverableState, type DeliverableState } from '../../../core/progress/deliverables';
import { isDone, type TickedItem } from '../../../core/progress/ticks';
import {
  startedTracks,
  stateOf,
  type StartedTrack,
  type ExerciseState,
  type Progress,
} from '../../../core/progress/progress';
import type { Count } from '../../words/phrases';

/** One line of the Exercises view. */
export type Node =
  | NoticeNode
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] }
  | { readonly kind: 'problem'; readonly problem: Problem; readonly text: string }
  | WeekNode
  | { readonly kind: 'planned'; readonly weeks: readonly Week[] }
  | { readonly kind: 'block'; readonly week: Week; readonly block: Block; readonly count: Count }
  | { readonly kind: 'teaches'; readonly week: Week; readonly block: Block }
  | { readonly kind: 'deliverables'; readonly week: Week; readonly all: readonly DeliverableState[] }
  | { readonly kind: 'milestone'; readonly milestone: Milestone; readonly all: readonly DeliverableState[] }
  | { readonly kind: 'deliverable'; readonly of: DeliverableState }
  | TickedNode
  | ExerciseNode;

/** Something to know before the weeks, with the command that helps. */
export interface NoticeNode {
  readonly kind: 'notice';
  readonly icon: 'error' | 'question';
  readonly title: string;
  readonly detail: string;
  readonly command: 'codealong.showLog' | 'codealong.chooseFolder';
}

interface WeekNode {
  readonly kind: 'week';
  readonly week: Week;
  readonly count: Count;
  readonly isNext: boolean;
}

/** Something that the learner ticks: to read, or to try. */
export interface TickedNode {
  readonly kind: 'ticked';
  readonly item: TickedItem;
  readonly title: string;
  readonly isDone: boolean;
}

export interface ExerciseNode {
  readonly kind: 'exercise';
  /** The exercise's id: by it, a node is also the argument of our commands. */
  readonly exercise: string;
  readonly entry: CatalogEntry;
  readonly state: ExerciseState;
  /** What was started of it, by language. */
  readonly tracks: readonly StartedTrack[];
  /** Titles of the exercises that are best done before. */
  readonly after: readonly string[];
}

/** What the view is made from. */
export interface Shown {
  readonly catalog: Catalog;
  readonly progress: Progress;
  /** The learning path whose weeks are shown; all weeks when absent. */
  readonly path: Course['paths'][number] | undefined;
}

export function rootNodes(shown: Shown): readonly Node[] {
  const { course, problems } = shown.catalog;
  const weeks = course.weeks.filter(({ number }) => shown.path?.weeks.includes(number) ?? true);
  const counts = weeks.map((week) => countOf(shown, week.blocks));
  const next = counts.findIndex(({ done, total }) => done < total);
  const nodes = weeks.map((week, index): WeekNode => {
    return { kind: 'week', week, count: counts[index] ?? { done: 0, total: 0 }, isNext: index === next };
  });
  const planned = nodes.filter(({ count }) => count.total === 0).map(({ week }) => week);
  return [
    ...(problems.length > 0 ? [{ kind: 'problems', problems } as const] : []),
    ...nodes.filter(({ count }) => count.total > 0),
    ...(planned.length > 0 ? [{ kind: 'planned', weeks: planned } as const] : []),
  ];
}

export function childNodes(shown: Shown, node: Node): readonly Node[] {
  switch (node.kind) {
    case 'problems':
      return node.problems.map((problem) => ({ kind: 'problem', problem, text: formatProblem(problem) }));
    case 'week':
      return [...blockNodes(shown, node.week), ...deliverableNodes(shown, node.week)];
    case 'block': {
      const rows = rowsOf(shown, node.block);
      return rows.length > 0 ? rows : [{ kind: 'teaches', week: node.week, block: node.block }];
    }
    case 'planned':
      return node.weeks.map((week) => {
        return { kind: 'week', week, count: { done: 0, total: 0 }, isNext: false };
      });
    case 'deliverables':
    case 'milestone':
      return node.all.map((of) => ({ kind: 'deliverable', of }));
    default:
      return [];
  }
}

function blockNodes(shown: Shown, week: Week): readonly Node[] {
  return week.blocks.map((block) => ({ kind: 'block', week, block, count: countOf(shown, [block]) }));
}

/** What there is to show for a week, and at the end of two weeks for both. */
function deliverableNodes({ catalog, progress }: Shown, week: Week): readonly Node[] {
  const statesOf = (all: readonly Deliverable[]) =>
    all.map((one) => deliverableState(catalog, progress, one));
  const milestones = catalog.course.milestones.filter(({ weeks }) => weeks[1] === week.number);
  return [
    ...(week.deliverables.length > 0
      ? [{ kind: 'deliverables', week, all: statesOf(week.deliverables) } as const]
      : []),
    ...milestones.map(
      (milestone) => ({ kind: 'milestone', milestone, all: statesOf(milestone.parts) }) as const,
    ),
  ];
}

/** What of a block a learner can do today. */
function rowsOf({ catalog, progress }: Shown, { items }: Block): readonly (TickedNode | ExerciseNode)[] {
  return items.flatMap((item): (TickedNode | ExerciseNode)[] => {
    if (!isThere(catalog, item)) return [];
    if (item.kind === 'read' || item.kind === 'do') {
      const title = item.kind === 'do' ? item.title : (catalog.readings.get(item.anchor) ?? item.anchor);
      return [{ kind: 'ticked', item, title, isDone: isDone(progress, item) }];
    }
    const entry = item.kind === 'mock' ? undefined : catalog.entries.get(item.exercise);
    if (!entry) return [];
    const after = entry.requires.map((id) => catalog.entries.get(id)?.title ?? id);
    const [state, tracks] = [stateOf(progress, entry.id), startedTracks(progress, entry.id)];
    return [{ kind: 'exercise', exercise: entry.id, entry, state, tracks, after }];
  });
}

/** How many of their rows are done. */
function countOf({ catalog, progress }: Shown, blocks: readonly Block[]): Count {
  const items = blocks.flatMap((block) => block.items).filter((item) => isThere(catalog, item));
  return { done: items.filter((item) => isDone(progress, item)).length, total: items.length };
}
