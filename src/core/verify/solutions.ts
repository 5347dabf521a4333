import { languagesOf, learnerFiles, trackOf, type Exercise } from '../catalog/catalog';
import type { Language } from '../catalog/manifest';
import type { Problem } from '../catalog/problem';
import { filesBelow } from '../files-below';
import { memoryFolder } from '../memory-folder';
import { applyEdit, type EditBase } from '../mistakes/apply-edit';
import { loadMistakes, mistakesFolder, type LoadedMistake } from '../mistakes/load-mistakes';
import type { Folder } from '../ports';
import { aboutFile } from '../reference/alternative';
import { kitFiles } from '../scaffold/kit-files';
import type { TextFile } from '../text-file';

/** A solution that the author ships, and what must become of it. */
export interface AuthoredSolution {
  readonly language: Language;
  readonly role: 'starter' | 'reference' | 'alternative' | 'wrong';
  readonly id: string;
  /** For a wrong solution: the checks that must fail. */
  readonly rejectedBy: readonly string[];
  /** For a slip: what these checks must say. */
  readonly says?: string;
  /** Everything that a learner with this solution would have: kit, starter, and the solution over them. */
  readonly files: readonly TextFile[];
}

export interface AuthoredSolutions {
  readonly solutions: readonly AuthoredSolution[];
  readonly mistakes: readonly LoadedMistake[];
  readonly problems: readonly Problem[];
}

/** Every solution that an exercise ships, put together, in the order in which they are best read. */
export async function loadSolutions(pack: Folder, exercise: Exercise): Promise<AuthoredSolutions> {
  const { mistakes, problems } = await loadMistakes(pack, exercise);
  const tracks = await Promise.all(
    languagesOf(exercise.manifest).map((language) => loadTrack(pack, exercise, language, mistakes)),
  );
  return {
    solutions: tracks.flatMap((track) => track.solutions),
    mistakes,
    problems: [...problems, ...tracks.flatMap((track) => track.problems)],
  };
}

/** What a solution is called among those of its exercise and language, for example `wrong/forgets-last`. */
export function solutionName({ role, id }: Pick<AuthoredSolution, 'role' | 'id'>): string {
  return role === 'starter' || role === 'reference' ? role : `${role}/${id}`;
}

/** A folder as a learner with this solution would have it. */
export function folderOf({ manifest }: Exercise, { language, id, files }: AuthoredSolution): Folder {
  return memoryFolder(`${manifest.id}/${language}/${id}`, files);
}

/** The file that a hunk of an edit need not name: the learner's only one. */
function mainFileOf(exercise: Exercise, language: Language): string | undefined {
  const own = learnerFiles(exercise, language);
  return own.length === 1 ? own[0] : undefined;
}

/** What an edit is laid over: the reference or an alternative, without the kit. Undefined when there is no such alternative. */
export async function editBase(
  pack: Folder,
  exercise: Exercise,
  language: Language,
  over: string | undefined,
): Promise<EditBase | undefined> {
  const track = `${exercise.path}/${language}`;
  const layers = [`${track}/starter`, `${track}/reference`];
  if (over !== undefined) layers.push(`${track}/alternative/${over}`);
  const files = await Promise.all(layers.map((layer) => filesBelow(pack, layer)));
  if (over !== undefined && files.at(-1)?.length === 0) return undefined;
  const name = over === undefined ? 'the reference' : `the alternative ${over}`;
  return { name, files: layered(...files), mainFile: mainFileOf(exercise, language) };
}

async function loadTrack(
  pack: Folder,
  exercise: Exercise,
  language: Language,
  mistakes: readonly LoadedMistake[],
) {
  const track = `${exercise.path}/${language}`;
  const starter = await filesBelow(pack, `${track}/starter`);
  const kit = await learnersKit(pack, language, starter);
  const bases = new Map<string | undefined, EditBase | undefined>();
  const baseOf = async (over: string | undefined): Promise<EditBase | undefined> => {
    if (!bases.has(over)) bases.set(over, await editBase(pack, exercise, language, over));
    return bases.get(over);
  };
  const whole = (
    role: AuthoredSolution['role'],
    id: string,
    files: readonly TextFile[],
    rejectedBy: readonly string[] = [],
  ): AuthoredSolution => ({ language, role, id, rejectedBy, files: layered(kit, files) });

  const reference = (await baseOf(undefined))?.files ?? [];
  const solutions = [whole('starter', 'starter', starter), whole('reference', 'reference', reference)];
  const problems: Problem[] = [];
  for (const { name } of await pack.list(`${track}/alternative`)) {
    const files = (await baseOf(name))?.files ?? [];
    solutions.push(whole('alternative', name, files));
  }
  for (const mistake of mistakes) {
    const made = await filesOfMistake(pack, exercise, language, mistake, baseOf);
    if (!made) continue;
    problems.push(...made.problems);
    if (made.problems.length === 0)
      solutions.push(whole('wrong', mistake.id, made.files, mistake.rejectedBy[language]));
  }
  return { solutions, problems };
}

/** What a learner of this exercise has of the kit: a solution that imports more of it than the starter does not find it. */
async function learnersKit(pack: Folder, language: Language, starter: readonly TextFile[]) {
  const [all, scaffolded] = await Promise.all([
    filesBelow(pack, `kit/${language}`),
    kitFiles(pack, language, starter),
  ]);
  const parts = new Set(scaffolded.map(({ path }) => path));
  return all.filter(({ path }) => !path.startsWith('kit/') || parts.has(path));
}

/** A mistake laid over a base, in one language: the base itself where it is not in this language, or no longer fits. */
export async function filesOver(
  pack: Folder,
  exercise: Exercise,
  language: Language,
  mistake: LoadedMistake,
  base: EditBase,
): Promise<readonly TextFile[]> {
  const made = await filesOfMistake(pack, exercise, language, mistake, async () => base);
  return made && made.problems.length === 0 ? made.files : base.files;
}

/** The files of a mistake in one language over its base; undefined when it is not in this language. */
async function filesOfMistake(
  pack: Folder,
  exercise: Exercise,
  language: Language,
  { id, file, edits }: LoadedMistake,
  baseOf: (over: string | undefined) => Promise<EditBase | undefined>,
): Promise<{ readonly files: readonly TextFile[]; readonly problems: readonly Problem[] } | undefined> {
  const edit = edits[language];
  const base = await baseOf(edit?.over);
  if (!edit) {
    const own = await filesBelow(pack, `${mistakesFolder(exercise)}/${id}/${language}`);
    return own.length > 0 ? { files: layered(base?.files ?? [], own), problems: [] } : undefined;
  }
  if (!base) {
    const message = `is laid over the alternative "${edit.over}", which is not there in ${language}`;
    return { files: [], problems: [{ file, line: edit.line, message }] };
  }
  const { files, problems } = applyEdit(edit, base);
  return {
    files: layered(base.files, files),
    problems: problems.map((problem) => ({ file, ...problem })),
  };
}

/** Files over files: of those with the same path the last counts. */
function layered(...layers: readonly (readonly TextFile[])[]): readonly TextFile[] {
  const texts = new Map(layers.flat().map(({ path, text }) => [path, text]));
  texts.delete(aboutFile);
  return [...texts].map(([path, text]) => ({ path, text }));
}

/** The paths that a solution of this role must bring. */
export function requiredFiles(
  exercise: Exercise,
  { language, role }: Pick<AuthoredSolution, 'language' | 'role'>,
): readonly string[] {
  if (role === 'starter') return trackOf(exercise, language).files.map((file) => file.path);
  return role === 'reference' ? learnerFiles(exercise, language) : [];
}
