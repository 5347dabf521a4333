import type { ExerciseKind } from '../../core/authoring/new-exercise';
import type { CodeLanguage, Size } from '../../core/catalog/manifest';
import { loadAuthoring } from '../../node/authoring/load-authoring';
import { diskFolder } from '../../node/disk-folder';
import type { CommandContext, ExitCode } from '../terminal';
import { packOf } from './verify';

/** Every author's command may work on another pack. */
interface PackOption {
  readonly pack?: string;
}

export interface NewOptions extends PackOption {
  readonly week: number;
  readonly block: string;
  readonly size: Size;
  readonly kind: ExerciseKind;
  readonly go?: boolean;
  readonly guide?: string;
}

/** Writes an exercise that verifies at once. */
export async function authorNew(
  { terminal }: CommandContext,
  id: string,
  options: NewOptions,
): Promise<ExitCode> {
  const { week, block, size, kind, go, guide, pack } = options;
  const { addExercise } = await loadAuthoring(terminal.distLocation);
  const languages: readonly CodeLanguage[] = go ? ['typescript', 'go'] : ['typescript'];
  const folder = diskFolder(packOf(terminal, pack));
  const written = await addExercise(folder, { id, week, block, size, kind, languages, guide });
  for (const path of written) terminal.print(`wrote ${path}`);
  terminal.print(`Listed in course.yaml, week ${week}, block ${block}. Prove it: codealong verify ${id}`);
  return 0;
}

export interface WrongOptions extends PackOption {
  readonly over?: string;
}

/** Lays out a mistake to be written, or one that is there to be changed. */
export async function authorWrong(
  { terminal }: CommandContext,
  exercise: string,
  mistake: string,
  { over, pack }: WrongOptions,
): Promise<ExitCode> {
  const { startMistake } = await loadAuthoring(terminal.distLocation);
  const folder = diskFolder(packOf(terminal, pack));
  const path = await startMistake(folder, exercise, mistake, over);
  terminal.print(`Make the mistake in ${folder.location}/${path}, then: codealong author record`);
  return 0;
}

/** Writes down the mistake of a working copy, with the checks that reject it. */
export async function authorRecord(
  { terminal }: CommandContext,
  exercise: string | undefined,
  mistake: string | undefined,
  { pack }: PackOption,
): Promise<ExitCode> {
  const { distLocation, signal } = terminal;
  const { recordMistake } = await loadAuthoring(distLocation);
  const folder = diskFolder(packOf(terminal, pack));
  const recorded = await recordMistake({ pack: folder, distLocation, exercise, mistake, signal });
  terminal.print(`wrote ${recorded.file}`);
  for (const [language, ids] of Object.entries(recorded.failed))
    terminal.print(`${language}: rejected by ${ids.join(', ')}`);
  for (const [language, why] of Object.entries(recorded.notJudged))
    terminal.complain(`${language}: not judged here. ${why}`);
  const next = recorded.mistake.story === '' ? 'Tell its story below the title, and keep' : 'Keep';
  terminal.print(`${next} those checks under "Rejected by" that are about this mistake.`);
  return 0;
}

const outcomes = {
  fits: 'still fits',
  carried: 'carried over',
  conflict: 'CONFLICT',
  lost: 'LOST',
} as const;

/** Carries the mistakes of an exercise over its changed reference. */
export async function authorRebase(
  { terminal }: CommandContext,
  exercise: string,
  { pack }: PackOption,
): Promise<ExitCode> {
  const { rebaseMistakes } = await loadAuthoring(terminal.distLocation);
  const rebased = await rebaseMistakes(diskFolder(packOf(terminal, pack)), exercise);
  for (const { mistake, language, outcome, folder } of rebased) {
    const way = {
      conflict: `: both changed the same lines. Resolve it in ${folder ?? ''}, then: codealong author record`,
      lost: ': no version of its base that git knows has its lines. Write it again: codealong author wrong',
    };
    const told = outcome === 'conflict' || outcome === 'lost' ? way[outcome] : '';
    terminal.print(`${outcomes[outcome].padEnd(12)} ${language} ${mistake}${told}`);
  }
  const count = (wanted: string): number => rebased.filter(({ outcome }) => outcome === wanted).length;
  terminal.print(
    `${count('carried')} carried over, ${count('fits')} still fit, ${count('conflict') + count('lost')} need you. Prove them: codealong verify ${exercise}`,
  );
  return count('conflict') + count('lost') > 0 ? 1 : 0;
}

/** Writes the empty answer sheet of an exercise from its questions. */
export async function authorSheet(
  { terminal }: CommandContext,
  exercise: string,
  { pack }: PackOption,
): Promise<ExitCode> {
  const { writeSheet } = await loadAuthoring(terminal.distLocation);
  terminal.print(`wrote ${await writeSheet(diskFolder(packOf(terminal, pack)), exercise)}`);
  return 0;
}
