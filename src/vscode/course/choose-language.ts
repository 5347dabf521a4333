import { window, workspace, type Memento, type WorkspaceFolder } from 'vscode';
import { languagesOf, type Exercise } from '../../core/catalog/catalog';
import { codeLanguages, languages, type Language } from '../../core/catalog/manifest';
import { startedLanguages, type Progress } from '../../core/progress/progress';
import type { ActiveExercise } from './active-exercise';
import type { Course } from './course';
import { isCloneOfTheCodeBase } from './code-base-clone';
import { Dismissed } from '../ui/refusal';
import type { Target } from '../commands/target';
import { words } from '../words';

const rememberedKey = 'codealong.language';

/** Which language an exercise is solved in, asking as seldom as possible. */
export interface LanguageChoice {
  /** For starting: the setting, the choice made before, else the learner's answer. `anew` always asks. */
  toStart(
    exercise: Exercise,
    folder: WorkspaceFolder,
    options: { readonly anew: boolean },
  ): Promise<Language>;
  /** For going on: the caller's, the active editor's, the only one started, else the learner's answer. */
  toGoOn(exercise: Exercise, target: Target): Promise<Language>;
  /** For reading, without a question: the caller's, the active editor's, the one checked last or started, else the likely one. */
  toRead(exercise: Exercise, target: Target): Promise<Language>;
  /** What is likely as long as nothing is known of an exercise: the setting, the choice made before, else TypeScript. */
  likely(): Language;
}

export function languageChoice(course: Course, active: ActiveExercise, memory: Memento): LanguageChoice {
  async function ask(exercise: Exercise, choices: readonly Language[]): Promise<Language> {
    const items = choices.map((language) => ({ ...words.languages[language], language }));
    const title = words.chooseLanguage.title(exercise.manifest.title);
    const picked = await window.showQuickPick(items, {
      title,
      placeHolder: words.chooseLanguage.placeHolder,
      ignoreFocusOut: true, // A brief that was opened a moment ago takes the focus when it has loaded.
    });
    if (!picked) throw new Dismissed();
    await memory.update(rememberedKey, picked.language);
    return picked.language;
  }

  async function toStart(
    exercise: Exercise,
    folder: WorkspaceFolder,
    { anew }: { readonly anew: boolean },
  ): Promise<Language> {
    const possible = languagesOf(exercise.manifest);
    const [only, ...others] = possible;
    if (only && others.length === 0) return only;
    const decided = configuredLanguage(folder) ?? memory.get<Language>(rememberedKey);
    if (decided && possible.includes(decided) && !anew) return decided;
    const likely = decided ?? ((await isCloneOfTheCodeBase(course, folder)) ? 'go' : 'typescript');
    return ask(exercise, likelyFirst(possible, likely));
  }

  async function toGoOn(exercise: Exercise, target: Target): Promise<Language> {
    const possible = languagesOf(exercise.manifest);
    if (target.language) return target.language;
    const seen = await active.find();
    if (seen?.exercise === target.exercise) return seen.language;
    const started = startedLanguages(await course.progress(), target.exercise).filter((one) =>
      possible.includes(one),
    );
    const [only = possible[0] ?? 'typescript', ...others] = started;
    if (others.length === 0) return only;
    return ask(exercise, likelyFirst(started, lastChecked(await course.progress(), target.exercise) ?? only));
  }

  async function toRead(exercise: Exercise, target: Target): Promise<Language> {
    if (target.language) return target.language;
    const seen = await active.find();
    if (seen?.exercise === target.exercise) return seen.language;
    const progress = await course.progress();
    const [started] = startedLanguages(progress, target.exercise);
    const known = lastChecked(progress, target.exercise) ?? started ?? likely();
    const possible = languagesOf(exercise.manifest);
    return possible.includes(known) ? known : (possible[0] ?? known);
  }

  function likely(): Language {
    const folder = course.folders.current();
    return (folder && configuredLanguage(folder)) ?? memory.get<Language>(rememberedKey) ?? 'typescript';
  }

  return { toStart, toGoOn, toRead, likely };
}

/** The setting, when somebody made it: its default is only a suggestion. */
function configuredLanguage(folder: WorkspaceFolder): Language | undefined {
  const setting = workspace.getConfiguration('codealong', folder.uri).inspect<string>('language');
  const value = setting?.workspaceFolderValue ?? setting?.workspaceValue ?? setting?.globalValue;
  return codeLanguages.find((language) => language === value);
}

function likelyFirst(choices: readonly Language[], likely: Language): readonly Language[] {
  return [...choices].sort((one, other) => Number(other === likely) - Number(one === likely));
}

function lastChecked(progress: Progress, id: string): Language | undefined {
  const tracks = progress.exercises[id]?.tracks ?? {};
  const checkedAt = (language: Language): number => tracks[language]?.checkedAt ?? 0;
  const [last] = [...languages].sort((one, other) => checkedAt(other) - checkedAt(one));
  return last && checkedAt(last) > 0 ? last : undefined;
}
