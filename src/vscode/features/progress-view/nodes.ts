import type { Catalog } from '../../../core/catalog/catalog';
import { exercisesOf } from '../../../core/catalog/items';
import type { Week } from '../../../core/catalog/course';
import type { Language } from '../../../core/catalog/manifest';
import type { Keeper } from '../../../core/history/history-store';
import type { Moment } from '../../../core/history/moment';
import { stateOf, type ExerciseState, type Progress } from '../../../core/progress/progress';
import { isProductionReady, isSolved } from '../../../core/progress/exercise-state';
import type { Count } from '../../words/phrases';

/** One line of the Progress view. */
export type ProgressNode =
  | { readonly kind: 'count'; readonly level: 'solved' | 'production-ready'; readonly count: Count }
  | { readonly kind: 'week'; readonly week: Week; readonly count: Count; readonly state: ExerciseState }
  | { readonly kind: 'attempts'; readonly of: Attempts; readonly attempts: readonly AttemptNode[] }
  | { readonly kind: 'no-attempts' }
  | { readonly kind: 'copies'; readonly why: string }
  | AttemptNode;

/** A check of changed code. By its exercise, language and moment, a node is also the argument of our commands. */
interface AttemptNode {
  readonly kind: 'attempt';
  readonly exercise: string;
  readonly language: Language;
  readonly moment: string;
  readonly version: Moment;
}

/** The exercise whose attempts are shown, with what is kept of it. */
export interface Attempts {
  readonly exercise: string;
  readonly title: string;
  readonly language: Language;
  readonly moments: readonly Moment[];
  readonly keeper: Keeper;
}

/** What the view is made from. */
export interface ProgressShown {
  readonly catalog: Catalog;
  readonly progress: Progress;
  /** Absent while no exercise is looked at. */
  readonly attempts?: Attempts | undefined;
}

/** So many attempts can be taken in at a glance; the history has the others. */
const mostAttempts = 8;

export function progressNodes({ catalog, progress, attempts }: ProgressShown): readonly ProgressNode[] {
  const weeks = catalog.course.weeks.flatMap((week) => {
    const ids = week.blocks.flatMap(exercisesOf).filter((id) => catalog.entries.has(id));
    return ids.length > 0 ? [{ week, states: ids.map((id) => stateOf(progress, id)) }] : [];
  });
  const states = weeks.flatMap((week) => week.states);
  return [
    { kind: 'count', level: 'solved', count: countOf(states, isSolved) },
    { kind: 'count', level: 'production-ready', count: countOf(states, isProductionReady) },
    ...weeks.map((one): ProgressNode => {
      const count = countOf(one.states, isSolved);
      return { kind: 'week', week: one.week, count, state: stateOfAll(one.states) };
    }),
    ...(attempts ? [attemptsNode(attempts)] : []),
  ];
}

export function childrenOf(node: ProgressNode): readonly ProgressNode[] {
  if (node.kind !== 'attempts') return [];
  const { keeper } = node.of;
  return [
    ...(node.attempts.length > 0 ? node.attempts : [{ kind: 'no-attempts' } as const]),
    ...(keeper.kind === 'copies' ? [{ kind: 'copies', why: keeper.why } as const] : []),
  ];
}

function attemptsNode(of: Attempts): ProgressNode {
  const { exercise, language, moments } = of;
  const latest = moments.filter(({ kind }) => kind === 'attempt').slice(-mostAttempts);
  const attempts = latest.reverse().map((version): AttemptNode => {
    return { kind: 'attempt', exercise, language, moment: version.id, version };
  });
  return { kind: 'attempts', of, attempts };
}

function countOf(states: readonly ExerciseState[], isDone: (state: ExerciseState) => boolean): Count {
  return { done: states.filter(isDone).length, total: states.length };
}

/** Several exercises stand where the one stands that is furthest behind; they are begun as soon as one of them is. */
function stateOfAll(states: readonly ExerciseState[]): ExerciseState {
  if (states.every(isProductionReady)) return 'production-ready';
  if (states.every(isSolved)) return 'passed';
  return states.every((state) => state === 'new') ? 'new' : 'started';
}
