import type { Keeper } from '../../core/history/history-store';
import type { Moment, MomentKind, AttemptOutcome } from '../../core/history/moment';
import type { RestoreReport } from '../../core/history/restore';
import type { CommandId } from '../commands/command-ids';
import { counted, listed } from './phrases';
import { timeAgo } from './time';

const verdicts: Readonly<Record<AttemptOutcome['verdict'], string>> = {
  passed: 'Passed',
  failed: 'Failed',
  unchecked: 'Could not be judged',
};

const kinds: Readonly<Record<MomentKind, string>> = {
  scaffolded: 'As the course brought it',
  attempt: 'Attempt',
  'before-reset': 'Before a reset',
  'before-restore': 'Before another version was put back',
  'before-update': 'Before an update of the course',
};

const takenBack: Readonly<Partial<Record<MomentKind, string>>> = {
  'before-reset': 'The reset is taken back',
  'before-restore': 'The version from before is back',
  'before-update': 'The update is taken back',
};

/** For example "Failed: 19 of 27 checks passed". */
const momentName = ({ kind, outcome }: Moment): string => {
  if (!outcome) return kinds[kind];
  const { verdict, passed, total } = outcome;
  if (verdict === 'unchecked') return verdicts[verdict];
  return `${verdicts[verdict]}: ${passed} of ${counted(total, 'check')} passed`;
};

/** What was kept of the learner's code, and going back to it. */
export const history = {
  moment: momentName,
  ago: (at: number): string => timeAgo(at, Date.now()),
  /** Why no git serves ends with a full stop already. */
  title: (exercise: string, keeper: Keeper): string =>
    keeper.kind === 'git' ? `${exercise}: history` : `${exercise}: history. ${keeper.why}`,
  placeHolder: 'Each check of changed code is kept. Choose a version of your code',
  copies: (why: string): string => `Versions are kept as plain copies of your files. ${why}`,
  what: (moment: Moment): string => `${momentName(moment)}, ${timeAgo(moment.at, Date.now())}`,
  whatToDo: 'What would you like to do with this version?',
  actions: [
    { label: 'Compare with my code now', icon: 'diff', command: 'codealong.compareWithVersion' },
    { label: 'Compare with another version', icon: 'git-compare', command: 'codealong.compareVersions' },
    { label: 'Put this version back…', icon: 'discard', command: 'codealong.restore' },
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
    placeHolder: 'Which version should be put back?',
    question: (title: string, moment: Moment): string =>
      `Put your files of ${title} back to "${history.what(moment)}"?`,
    detail: (paths: readonly string[]): string =>
      `This replaces what is in ${paths.join(', ')}. What you have now is kept in the history first, and Undo brings it back.`,
    confirm: 'Put Back',
    done: (title: string, { moment, changed }: RestoreReport): string =>
      `${title} is as it was again (${history.what(moment)}). Replaced: ${listed(changed)}.`,
    same: (title: string): string =>
      `Your files of ${title} are like that version already. Nothing was changed.`,
  },
  undone: (title: string, { moment, changed }: RestoreReport): string =>
    changed.length === 0
      ? `Your files of ${title} are as they were before already. Nothing was changed.`
      : `${title}: ${takenBack[moment.kind] ?? kinds[moment.kind]}. Changed: ${listed(changed)}.`,
} as const;
