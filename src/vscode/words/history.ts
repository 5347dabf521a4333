import type { Keeper } from '../../core/history/history-store';
import { countIn, type Moment, type MomentKind, type AttemptOutcome } from '../../core/history/moment';
import type { RestoreReport } from '../../core/history/restore';
import type { CommandId } from '../commands/command-ids';
import { listed } from './phrases';
import { timeAgo } from './time';

const verdicts: Readonly<Record<AttemptOutcome['verdict'], string>> = {
  passed: 'Passed',
  failed: 'Failed',
  unchecked: 'Could not be checked',
};

const kinds: Readonly<Record<MomentKind, string>> = {
  scaffolded: 'Starter',
  attempt: 'Attempt',
  'before-reset': 'Before a reset',
  'before-restore': 'Before a restore',
  'before-update': 'Before a course update',
};

const takenBack: Readonly<Partial<Record<MomentKind, string>>> = {
  'before-reset': 'Reset undone',
  'before-restore': 'Restore undone',
  'before-update': 'Update undone',
};

/** For example "Failed: 19 of 27 passed", or "Passed: 27 of 27". */
const momentName = ({ kind, outcome }: Moment): string => {
  if (!outcome) return kinds[kind];
  const { verdict } = outcome;
  return verdict === 'unchecked' ? verdicts[verdict] : `${verdicts[verdict]}: ${countIn(outcome)}`;
};

/** What was kept of the learner's code, and going back to it. */
export const history = {
  moment: momentName,
  ago: (at: number): string => timeAgo(at, Date.now()),
  /** The reason why git is not used ends with a full stop already. */
  title: (exercise: string, keeper: Keeper): string =>
    keeper.kind === 'git' ? `${exercise}: history` : `${exercise}: history. ${keeper.why}`,
  placeHolder: 'Each check of changed code is kept. Choose a version of your code',
  copies: (why: string): string => `Versions are kept as plain copies of your files. ${why}`,
  what: (moment: Moment): string => `${momentName(moment)}, ${timeAgo(moment.at, Date.now())}`,
  whatToDo: 'What would you like to do with this version?',
  actions: [
    { label: 'Compare with my code now', icon: 'diff', command: 'codealong.compareWithVersion' },
    { label: 'Compare with another version', icon: 'git-compare', command: 'codealong.compareVersions' },
    { label: 'Restore this version…', icon: 'discard', command: 'codealong.restore' },
    { label: 'Open it read-only', icon: 'eye', command: 'codealong.openVersion' },
  ] satisfies { label: string; icon: string; command: CommandId }[],
  first: 'Compare which version?',
  second: 'With which other version?',
  compareNow: (title: string, moment: Moment): string =>
    `${title}: ${history.what(moment)}, and your code now`,
  compareBoth: (title: string, older: Moment, newer: Moment): string =>
    `${title}: ${history.what(older)}, and ${history.what(newer)}`,
  same: 'There is no difference between these two versions.',
  restore: {
    placeHolder: 'Restore which version?',
    question: (title: string, moment: Moment): string => `Restore ${title} to "${history.what(moment)}"?`,
    detail: (paths: readonly string[]): string =>
      `This replaces ${paths.join(', ')}. Your code is saved in the history first, and Undo brings it back.`,
    confirm: 'Restore',
    done: (title: string, { moment, changed }: RestoreReport): string =>
      `${title} was restored to "${history.what(moment)}". Replaced: ${listed(changed)}.`,
    same: (title: string): string =>
      `Your files of ${title} already match that version. Nothing was changed.`,
  },
  undone: (title: string, { moment, changed }: RestoreReport): string =>
    changed.length === 0
      ? `There is nothing to undo: your files of ${title} are already as they were before. Nothing was changed.`
      : `${title}: ${takenBack[moment.kind] ?? kinds[moment.kind]}. Changed: ${listed(changed)}.`,
} as const;
