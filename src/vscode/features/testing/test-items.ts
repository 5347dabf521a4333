import { type TestController, type TestItem, type TextDocument, type Uri } from 'vscode';
import { exerciseMarks } from '../../../core/annotations/marks';
import { learnerFiles, trackOf, type Exercise } from '../../../core/catalog/catalog';
import { startedLanguages } from '../../../core/progress/progress';
import type { Course } from '../../course/course';
import { pathIn, uriIn } from '../../course/file-uris';
import type { Target } from '../../commands/target';
import { words } from '../../words';
import { solutionKey, type Solution } from '../../course/solution';
import { rangeOf } from '../checking/code-locations';
import { exerciseOfItem, leaves, stageItems } from './check-items';

/** The tree of the Test Explorer: each started solution, its stages, and their checks. */
export interface TestItems {
  /** Makes the tree agree with the course and the learner's progress. */
  refresh(): Promise<void>;
  /** The item of a solution, made when it is not there yet. */
  ensure(solution: Solution): Promise<TestItem>;
  /** The solution that an item, or the exercise above it, stands for. */
  solutionOf(item: TestItem): Solution | undefined;
  /** The exercise, and the check, that a menu of the Test Explorer or of a message in it is about. */
  targetOf(argument: unknown): Target | undefined;
  /** The item of the exercise that a file belongs to. */
  ofFile(uri: Uri): TestItem | undefined;
  find(solution: Solution): TestItem | undefined;
  all(): readonly TestItem[];
  /** Notes where the symbol that an exercise is about stands now. */
  locate(document: TextDocument): Promise<void>;
}

interface Known {
  readonly solution: Solution;
  readonly exercise: Exercise;
  readonly files: ReadonlySet<string>;
}

/** Results belong to an id: the same exercise in another folder is another item. */
const itemId = solutionKey;

export function testItems(controller: TestController, course: Course): TestItems {
  const known = new WeakMap<TestItem, Known>();
  const all = (): readonly TestItem[] => [...controller.items].map(([, item]) => item);
  const find = (solution: Solution): TestItem | undefined => controller.items.get(itemId(solution));

  async function ensure(solution: Solution): Promise<TestItem> {
    const present = find(solution);
    if (present) return present;
    const item = create(await course.exercise(solution.exercise), solution);
    controller.items.add(item);
    return item;
  }

  function create(exercise: Exercise, solution: Solution): TestItem {
    const [file] = learnerFiles(exercise, solution.language);
    const uri = file === undefined ? undefined : uriIn(solution.folder, file);
    const label = words.track(exercise.manifest.title, solution.language);
    const item = controller.createTestItem(itemId(solution), label, uri);
    item.children.replace(stageItems(controller, item, exercise.manifest.checks));
    const { files } = trackOf(exercise, solution.language);
    const uris = files.map(({ path }) => uriIn(solution.folder, path).toString());
    known.set(item, { solution, exercise, files: new Set(uris) });
    return item;
  }

  async function refresh(): Promise<void> {
    const folder = course.folders.current();
    const wanted = new Set<string>();
    if (folder) {
      const progress = await course.progress();
      for (const exercise of (await course.catalog()).entries.keys()) {
        for (const language of startedLanguages(progress, exercise)) {
          wanted.add((await ensure({ exercise, language, folder })).id);
        }
      }
    }
    for (const [id] of controller.items) {
      if (!wanted.has(id)) controller.items.delete(id);
    }
  }

  async function locate(document: TextDocument): Promise<void> {
    const uri = document.uri.toString();
    const folder = course.folders.current();
    const path = folder && pathIn(folder, document.uri);
    const items = all().filter((item) => item.uri?.toString() === uri);
    if (items.length === 0 || path === undefined) return;
    const marks = await exerciseMarks(await course.catalog(), path, document.getText());
    for (const item of items) {
      const own = marks.find(({ file }) => file.exercise === known.get(item)?.solution.exercise);
      item.range = own?.main && rangeOf(document, own.main);
    }
  }

  function targetOf(argument: unknown): Target | undefined {
    const wanted = all()
      .flatMap((item) => [item, ...leaves(item)])
      .find((item) => item === argument || item === testIn(argument));
    const owner = wanted && exerciseOfItem(wanted);
    const solution = owner && known.get(owner)?.solution;
    if (!solution) return undefined;
    const { exercise, language } = solution;
    return wanted === owner
      ? { exercise, language }
      : { exercise, language, check: wanted.id.slice(owner.id.length + 1) };
  }

  return {
    refresh,
    ensure,
    targetOf,
    find,
    all,
    locate,
    solutionOf: (item) => known.get(exerciseOfItem(item))?.solution,
    ofFile: (uri) => all().find((item) => known.get(item)?.files.has(uri.toString())),
  };
}

/** The item that the menu of a message is about. */
function testIn(argument: unknown): unknown {
  return typeof argument === 'object' && argument !== null && 'test' in argument ? argument.test : undefined;
}
