import type { ResetReport } from '../../core/history/reset';
import type { ScaffoldReport } from '../../core/scaffold/scaffold';
import type { CommandId } from '../commands/command-ids';
import type { Alternative } from '../../core/reference/alternative';
import { listed, ranges } from './phrases';

/** The id of an alternative as words, such as "One key". */
const nameOf = (id: string): string => {
  const text = id.replaceAll('-', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
};

/** What the learner is asked, and what is said when it is done. */
export const questions = {
  chooseFolder: {
    title: 'Your course folder',
    placeHolder:
      'Your code and progress will live in it. Change it later with "Code-Along: Choose the Course Folder".',
  },
  chooseLanguage: {
    title: (exercise: string) => `${exercise}: which language?`,
    placeHolder:
      'The choice is remembered. Change it with "Start in Another Language" or the setting codealong.language.',
  },
  tryOut: {
    terminal: 'Type It into a Terminal',
    copy: 'Copy the Command',
    detail: (look: string, run?: string) =>
      run === undefined ? look : `${look}\n\nIn a clone of Go Coffee:\n${run}`,
  },
  chooseFile: (title: string) => ({ title, placeHolder: 'Which of your files?' }),
  pickExercise: { title: 'Exercises', placeHolder: 'Search by name, state or topic' },
  filter: {
    title: 'Learning path',
    placeHolder: 'Show only the weeks of one path',
    all: { label: 'All weeks', detail: 'The whole course.' },
    weeks: (weeks: readonly number[]) => `Weeks ${ranges(weeks)}`,
  },
  started: (title: string, language: string, own: readonly string[], { different }: ScaffoldReport) =>
    different.length > 0
      ? `${title}: already there and left as it is: ${listed(different)}. Compare it with the starter, or go on with yours.`
      : `${title} is ready in ${language}: write ${listed(own)}, then check your solution.`,
  reset: {
    question: (title: string) => `Reset ${title} to the starter?`,
    detail: 'Your code is saved in the history first.',
    confirm: 'Reset',
    done: (title: string, { restored, kept }: ResetReport) =>
      restored.length === 0
        ? `${title} already matches the starter. Nothing was changed.`
        : `${title} was reset to the starter.${kept === undefined ? '' : ' Your code is saved in the history.'}`,
  },
  drawn: (title: string, seed: number) =>
    `${title} has new given numbers (seed ${seed}). They are in your sheet, beside the answers you had.`,
  compare: {
    starter: (title: string) => `${title}: the starter and yours`,
    reference: (title: string) => `${title}: the reference and yours`,
  },
  alternatives: {
    placeHolder: 'Which other solution would you like beside yours?',
    item: ({ id, idea, trade }: Alternative) => ({ label: nameOf(id), detail: trade || idea }),
    compared: (title: string, { id }: Alternative) => `${title}: ${nameOf(id)} and yours`,
  },
  revealReference: {
    question: (title: string) => `Show the reference of ${title} before you have solved it?`,
    detail:
      'You have seen every hint. The exercise will count as solved with the reference. Reset it to the starter and solve it again, and it counts as your own.',
    confirm: 'Show Me the Reference',
  },
  linkOpened: (title: string) => `${title}: read the brief, then start when you are ready.`,
  actions: {
    placeHolder: 'What would you like to do?',
    items: [
      { label: '$(beaker) Check my solution', command: 'codealong.check' },
      { label: '$(lightbulb) Next hint', command: 'codealong.hint' },
      { label: '$(book) Open the guide', command: 'codealong.openGuide' },
      { label: '$(note) Open the brief', command: 'codealong.openBrief' },
      { label: '$(list-tree) Show the last results', command: 'codealong.showResults' },
      { label: '$(diff) Compare with the starter', command: 'codealong.compareWithStarter' },
      { label: '$(diff) Compare with the reference', command: 'codealong.compareWithReference' },
      {
        label: '$(diff-multiple) Compare with another solution',
        command: 'codealong.compareWithAlternative',
      },
      { label: '$(history) Show the history', command: 'codealong.showHistory' },
      { label: '$(discard) Reset to the starter', command: 'codealong.reset' },
      { label: '$(refresh) Draw new numbers', command: 'codealong.draw' },
      { label: '$(star) Rate my design', command: 'codealong.rate' },
    ] satisfies { label: string; command: CommandId }[],
  },
} as const;
