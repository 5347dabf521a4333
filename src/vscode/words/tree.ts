import type { Block, Week } from '../../core/catalog/course';
import type { CatalogEntry } from '../../core/catalog/catalog';
import { minutesOf } from '../../core/catalog/manifest';
import type { DeliverableState } from '../../core/progress/deliverables';
import type { ExerciseState, StartedTrack } from '../../core/progress/progress';
import { isSolvedWithReference } from '../../core/progress/reference-seen';
import { languages } from './languages';
import { capitalised, counted, guideNumber, ranges, type Count } from './phrases';

const states: Readonly<Record<ExerciseState, string>> = {
  new: 'not started',
  started: 'started',
  failing: 'checks failing',
  passed: 'passed',
  'production-ready': 'production-ready',
};

/** `TypeScript ✓✓`, `Go ✓ 20/27` or `Go 9/27`. */
function trackMark(track: StartedTrack): string {
  const { language, passed, total, solvedAt, productionReadyAt } = track;
  const best = productionReadyAt !== undefined ? '✓✓' : solvedAt !== undefined ? '✓' : undefined;
  const helped = isSolvedWithReference(track) ? 'with the reference' : undefined;
  const now = total !== undefined && passed !== total ? `${passed ?? 0}/${total}` : undefined;
  const marks = [best, helped, now].filter((mark) => mark !== undefined);
  return `${languages[language].label} ${marks.length > 0 ? marks.join(' ') : states.started}`;
}

/** The same in words. */
function trackHelp(track: StartedTrack): string {
  const { language, passed, total, solvedAt, productionReadyAt } = track;
  const state =
    productionReadyAt !== undefined ? 'production-ready' : solvedAt !== undefined ? 'passed' : 'started';
  const now = total === undefined ? '' : `, ${passed ?? 0} of ${total} checks pass now`;
  const helped = isSolvedWithReference(track)
    ? ' Solved with the reference: reset it to the starter and solve it again, and it is your own.'
    : '';
  return `${languages[language].label}: ${states[state]}${now}.${helped}`;
}

/** The words of the Exercises view. */
export const tree = {
  week: ({ number, title }: Week): string => `Week ${number}: ${title}`,
  count: ({ done, total }: Count): string => (total === 0 ? 'nothing yet' : `${done}/${total}`),
  weekHelp: ({ focus, blocks }: Week, all: Count): string =>
    all.total === 0
      ? `${focus}\n\nNothing to do yet. This week will teach: ${blocks.map(({ title }) => title).join(' · ')}.`
      : `${focus}\n\n${all.done} of ${counted(all.total, 'row')} done.`,
  blockDescription: ({ days }: Block, all: Count): string =>
    all.total === 0 ? days : `${tree.count(all)} · ${days}`,
  blockHelp: ({ teaches }: Block, all: Count): string =>
    all.total === 0 ? `${teaches}\n\nNothing to do yet.` : teaches,
  nothingYet: 'Nothing to do yet',
  teaches: ({ teaches }: Block): string => `It will teach: ${teaches}`,
  /** What was reached in each language, and where it stands now when that is less. Before the start, how long it takes. */
  exerciseDescription: ({ size }: CatalogEntry, tracks: readonly StartedTrack[]): string =>
    tracks.length > 0
      ? tracks.map(trackMark).join(' · ')
      : `${states.new} · ${minutesOf[size].filter((minutes) => minutes > 0).join(' + ')} min`,
  exerciseHelp: (
    { summary }: CatalogEntry,
    state: ExerciseState,
    { tracks, after }: { readonly tracks: readonly StartedTrack[]; readonly after: readonly string[] },
  ): string =>
    [
      summary,
      ...(tracks.length > 0 ? tracks.map(trackHelp) : [`${capitalised(states[state])}.`]),
      ...(after.length > 0 ? [`Best done after: ${after.join(', ')}.`] : []),
    ].join('\n\n'),
  planned: 'Planned',
  plannedWeeks: (numbers: readonly number[]): string => `weeks ${ranges(numbers)}`,
  plannedHelp: 'Weeks with nothing to do yet. Open them to see what they will teach.',
  read: (title: string, anchor: string): string =>
    /^\d+\.\d+ /.test(title) ? `§${title}` : `${guideNumber(anchor)} ${title}`,
  ticked: { read: 'read', do: 'try it' },
  deliverables: 'Deliverables',
  milestone: ([from, to]: readonly [number, number], title: string): string =>
    `Milestone of weeks ${from} and ${to}: ${title}`,
  deliverablesState: (all: readonly DeliverableState[]): string => {
    const missing = all.filter(({ isDone }) => !isDone).map(({ title }) => title);
    const count = `${all.length - missing.length} of ${all.length}`;
    return missing.length > 0 ? `${count}: ${missing.join(', ')} missing` : count;
  },
  deliverableState: ({ isDone, missing, planned }: DeliverableState): string => {
    if (isDone) return 'done';
    return missing.length > 0
      ? `missing: ${missing.join(', ')}`
      : `not in the course yet: ${planned.join(', ')}`;
  },
  deliverableHelp: ({ title, missing, planned }: DeliverableState): string =>
    [
      title,
      ...missing.map((exercise) => `Not solved: ${exercise}.`),
      ...planned.map((id) => `Not in the course yet: ${id}.`),
    ].join('\n\n'),
  problems: (count: number): string => `${counted(count, 'problem')} in the course files`,
  problemsHelp:
    'What could not be read is left out. Open a problem to go to its place; refresh once it is fixed.',
  unreadable: 'The course could not be read',
  progressUnreadable: 'Your progress could not be read',
  folderNotChosen: {
    title: 'Choose your course folder',
    detail: 'Several folders are open. Choose the one that your code and progress live in.',
  },
  filtered: (path: string): string => `Only the weeks of "${path}".`,
  inFolder: (folder: string): string => `Your course folder: ${folder}.`,
  restricted: 'Restricted Mode: you can read the course. To start and check exercises, trust this folder.',
} as const;
