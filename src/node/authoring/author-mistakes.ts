import { exerciseOf, languagesOf, type Exercise } from '../../core/catalog/catalog';
import type { Language } from '../../core/catalog/manifest';
import { lacksToolchain } from '../../core/check/report';
import { runCheck } from '../../core/check/run-check';
import { CodealongError } from '../../core/errors';
import { mistakeIn, proposal } from '../../core/authoring/record-mistake';
import { rebaseEdit, type Rebased } from '../../core/authoring/rebase-mistake';
import { layOutMistake, workingCopies, type WorkingCopy } from '../../core/authoring/working-copy';
import { workingCopyPath } from '../../core/authoring/working-copy-path';
import { loadMistakes, mistakesFolder, type LoadedMistake } from '../../core/mistakes/load-mistakes';
import type { Mistake } from '../../core/mistakes/mistake';
import { writeMistake } from '../../core/mistakes/write-mistake';
import { memoryFolder } from '../../core/memory-folder';
import { filesBelow } from '../../core/files-below';
import { parseSlug } from '../../core/catalog/values';
import type { Folder } from '../../core/ports';
import type { TextFile } from '../../core/text-file';
import { editBase } from '../../core/verify/solutions';
import { createJudges } from '../create-judges';
import { removeFolder } from '../remove-folder';
import { readPack } from './read-pack';
import { revisionsOf } from './revisions';

/** Lays a mistake out to be written, and gives the path of its folder in the pack. */
export async function startMistake(
  pack: Folder,
  id: string,
  mistake: string,
  over?: string,
): Promise<string> {
  const exercise = await exerciseOf(await readPack(pack), id);
  parseSlug('the id of a mistake', mistake);
  return workingCopyPath(
    await layOutMistake(pack, exercise, mistake, await knownMistake(pack, exercise, mistake), over),
  );
}

export interface Recorded {
  /** The file of the mistake, in the pack. */
  readonly file: string;
  readonly mistake: Mistake;
  /** The checks that failed, by language. */
  readonly failed: Readonly<Partial<Record<Language, readonly string[]>>>;
  /** Languages that this machine can't judge, and why. */
  readonly notJudged: Readonly<Partial<Record<Language, string>>>;
}

export interface RecordRequest {
  readonly pack: Folder;
  /** Absolute path of the folder that our bundles lie in. */
  readonly distLocation: string;
  /** Which working copy; may be left out when there is only one. */
  readonly exercise?: string | undefined;
  readonly mistake?: string | undefined;
  readonly signal: AbortSignal;
}

/**
 * Writes a working copy down as the smallest edits that make it of its base, with the checks that really failed, and removes
 * the copy. Refused with `not-rejected` when no check fails: then nothing is written.
 */
export async function recordMistake(request: RecordRequest): Promise<Recorded> {
  const { pack, distLocation, signal } = request;
  const copy = await chooseCopy(request);
  const exercise = await exerciseOf(await readPack(pack), copy.exercise);
  const known = await knownMistake(pack, exercise, copy.mistake);
  const mistake = await mistakeIn(pack, exercise, copy, known);
  const judges = createJudges(distLocation, { many: true });
  const solution = memoryFolder(copy.mistake, await filesBelow(pack, workingCopyPath(copy)));
  const failed: Partial<Record<Language, readonly string[]>> = {};
  const notJudged: Partial<Record<Language, string>> = {};
  for (const language of languagesOf(exercise.manifest)) {
    if (!mistake.edits[language]) continue;
    const check = { exercise, language, pack, solution, signal };
    const report = await runCheck(judges[language], check, Date.now);
    const ids = report.checks.filter(({ status }) => status === 'failed').map(({ id }) => id);
    if (ids.length > 0) failed[language] = ids;
    else notJudged[language] = report.reason?.message ?? 'every check passes';
    if (ids.length === 0 && !lacksToolchain(report.reason))
      throw notRejected(copy, language, notJudged[language]);
  }
  const rejectedBy = { ...mistake.rejectedBy, ...proposal(mistake.rejectedBy, failed) };
  const recorded = { ...mistake, rejectedBy };
  const file = `${mistakesFolder(exercise)}/${copy.mistake}.md`;
  await pack.write(file, writeMistake(recorded));
  await removeFolder(diskPath(pack, workingCopyPath(copy)));
  return { file, mistake: recorded, failed, notJudged };
}

export interface RebasedMistake {
  readonly mistake: string;
  readonly language: Language;
  readonly outcome: Rebased['outcome'];
  /** Where a conflict was laid out, in the pack. */
  readonly folder?: string;
}

/**
 * Carries all mistakes of an exercise over a changed reference, and writes down those that needed it. Refused with `in-the-way`
 * while one of them is laid out: conflicts are laid out there.
 */
export async function rebaseMistakes(pack: Folder, id: string): Promise<readonly RebasedMistake[]> {
  const exercise = await exerciseOf(await readPack(pack), id);
  const open = (await workingCopies(pack)).filter((copy) => copy.exercise === id);
  if (open.length > 0) {
    const folders = open.map(workingCopyPath).join(', ');
    throw new CodealongError('in-the-way', `Still laid out: ${folders}. Record or remove that first.`);
  }
  const { mistakes } = await loadMistakes(pack, exercise);
  const told: RebasedMistake[] = [];
  for (const mistake of mistakes) {
    const edits = { ...mistake.edits };
    const outcomes: Omit<RebasedMistake, 'folder'>[] = [];
    const conflicts: TextFile[] = [];
    for (const language of languagesOf(exercise.manifest)) {
      const edit = edits[language];
      const base = edit && (await editBase(pack, exercise, language, edit.over));
      if (!edit || !base) continue;
      const rebased = await rebaseEdit(edit, base, earlierBases(pack, exercise, language, edit.over));
      if (rebased.outcome === 'carried') edits[language] = rebased.edit;
      if (rebased.outcome === 'conflict') conflicts.push(...rebased.files);
      outcomes.push({ mistake: mistake.id, language, outcome: rebased.outcome });
    }
    const carried = { ...mistake, edits };
    if (outcomes.some(({ outcome }) => outcome === 'carried'))
      await pack.write(mistake.file, writeMistake(carried));
    // Laid out when all languages are done: a copy has every language as it is now, or recording it would lose one.
    const folder =
      conflicts.length > 0 ? await layOutConflict(pack, exercise, carried, conflicts) : undefined;
    for (const one of outcomes)
      told.push({ ...one, ...(one.outcome === 'conflict' && folder !== undefined && { folder }) });
  }
  return told;
}

async function* earlierBases(pack: Folder, exercise: Exercise, language: Language, over: string | undefined) {
  for await (const before of revisionsOf(pack, `${exercise.path}/${language}`)) {
    const base = await editBase(before, exercise, language, over);
    if (base) yield base;
  }
}

/** Lays out both sides of a conflict as a working copy, for its author to resolve and record. */
async function layOutConflict(
  pack: Folder,
  exercise: Exercise,
  mistake: LoadedMistake,
  files: readonly TextFile[],
): Promise<string> {
  const folder = workingCopyPath({ exercise: exercise.manifest.id, mistake: mistake.id });
  await layOutMistake(pack, exercise, mistake.id, mistake);
  for (const { path, text } of files) await pack.write(`${folder}/${path}`, text);
  return folder;
}

async function knownMistake(
  pack: Folder,
  exercise: Exercise,
  id: string,
): Promise<LoadedMistake | undefined> {
  return (await loadMistakes(pack, exercise)).mistakes.find((one) => one.id === id);
}

async function chooseCopy({ pack, exercise, mistake }: RecordRequest): Promise<WorkingCopy> {
  const copies = (await workingCopies(pack)).filter(
    (copy) => copy.exercise === (exercise ?? copy.exercise) && copy.mistake === (mistake ?? copy.mistake),
  );
  const [only] = copies;
  if (only && copies.length === 1) return only;
  const names = copies.map((copy) => `${copy.exercise} ${copy.mistake}`).join(', ');
  const way = only
    ? `Say which: ${names}.`
    : 'Lay one out first: codealong author wrong <exercise> <mistake>.';
  throw new CodealongError(
    'nothing-changed',
    `There ${only ? 'are several working copies' : 'is no such working copy'}. ${way}`,
  );
}

function notRejected({ exercise, mistake }: WorkingCopy, language: Language, why = ''): CodealongError {
  return new CodealongError(
    'not-rejected',
    `No check of "${exercise}" fails with "${mistake}" in ${language}: ${why}. Write a check for it, or change the mistake. Nothing was recorded.`,
  );
}

/** Where a path of a pack lies on disk. */
function diskPath(pack: Folder, path: string): string {
  return `${pack.location}/${path}`;
}
