import type { Catalog, CatalogEntry } from '../../../core/catalog/catalog';
import type { Block, Course, Week } from '../../../core/catalog/course';
import { formatProblem, type Problem } from '../../../core/catalog/problem';
import { stateOf, type ExerciseState, type Progress } from '../../../core/progress/progress';
import { isSolved } from '../../course/exercise-state';
import type { Count } from '../../words/phrases';

/** One line of the Exercises view. */
export type Node =
  | NoticeNode
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] }
  | { readonly kind: 'problem'; readonly problem: Problem; readonly text: string }
  | { readonly kind: 'week'; readonly week: Week; readonly count: Count; readonly isNext: boolean }
  | { readonly kind: 'block'; readonly week: Week; readonly block: Block; readonly count: Count }
  | { readonly kind: 'teaches'; readonly week: Week; readonly block: Block }
  | ExerciseNode;

/** Something to know before the weeks, with the command that helps. */
export interface NoticeNode {
  readonly kind: 'notice';
  readonly icon: 'error' | 'question';
  readonly title: string;
  readonly detail: string;
  readonly command: 'codealong.showLog' | 'codealong.chooseFolder';
}

export interface ExerciseNode {
  readonly kind: 'exercise';
  /** The exercise's id: by it, a node is also the argument of our commands. */
  readonly exercise: string;
  readonly entry: CatalogEntry;
  readonly state: ExerciseState;
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
  const nodes = weeks.map((week, index): Node => {
    return { kind: 'week', week, count: counts[index] ?? { done: 0, total: 0 }, isNext: index === next };
  });
  return problems.length > 0 ? [{ kind: 'problems', problems }, ...nodes] : nodes;
}

export function childNodes(shown: Shown, node: Node): readonly Node[] {
  switch (node.kind) {
    case 'problems':
      return node.problems.map((problem) => ({ kind: 'problem', problem, text: formatProblem(problem) }));
    case 'week':
      return node.week.blocks.map((block) => {
        return { kind: 'block', week: node.week, block, count: countOf(shown, [block]) };
      });
    case 'block': {
      const exercises = exercisesOf(shown, node.block);
      return exercises.length > 0 ? exercises : [{ kind: 'teaches', week: node.week, block: node.block }];
    }
    default:
      return [];
  }
}

/** The exercises of a block that could be read. */
function exercisesOf({ catalog, progress }: Shown, block: Block): readonly ExerciseNode[] {
  return block.exercises.flatMap((id): ExerciseNode[] => {
    const entry = catalog.entries.get(id);
    if (!entry) return [];
    const after = entry.requires.map((other) => catalog.entries.get(other)?.title ?? other);
    return [{ kind: 'exercise', exercise: id, entry, state: stateOf(progress, id), after }];
  });
}

/** How many of their exercises are solved. */
function countOf(shown: Shown, blocks: readonly Block[]): Count {
  const states = blocks.flatMap((block) => exercisesOf(shown, block)).map(({ state }) => state);
  return { done: states.filter(isSolved).length, total: states.length };
}
