import { type TestController, type TestItem, type TextDocument, type Uri } from 'vscode';
import { symbolFinder } from '../../../core/annotations/find-symbol';
import { learnerFiles, trackOf, type Exercise } from '../../../core/catalog/catalog';
import type { Check } from '../../../core/catalog/manifest';
import { startedLanguages } from '../../../core/progress/progress';
import type { Course } from '../../course/course';
import { uriIn } from '../../course/file-uris';
import type { Target } from '../../commands/target';
import { words } from '../../words';
import { solutionKey, type Solution } from '../../course/solution';
import { rangeOf } from '../checking/code-locations';

/** The tree of the Test Explorer: each started solution, with one child per check. */
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
  /** Notes where the symbols of a document's checks stand now. */
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
    const item = controller.createTestItem(itemId(solution), exercise.manifest.title, uri);
    item.description = words.languages[solution.language].label;
    item.children.replace(
      exercise.manifest.checks.map((check, index) => createCheck(check, index, item, solution)),
    );
    const { files } = trackOf(exercise, solution.language);
    const uris = files.map(({ path }) => uriIn(solution.folder, path).toString());
    known.set(item, { solution, exercise, files: new Set(uris) });
    return item;
  }

  function createCheck(
    check: Check,
    index: number,
    parent: TestItem,
    { language, folder }: Solution,
  ): TestItem {
    const at = check.at[language];
    const uri = at ? uriIn(folder, at.file) : parent.uri;
    const item = controller.createTestItem(`${parent.id}/${check.id}`, check.title, uri);
    item.description = words.levels[check.level];
    item.sortText = String(index).padStart(3, '0');
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
    for (const item of all()) {
      const entry = known.get(item);
      if (!entry?.files.has(document.uri.toString())) continue;
      const { language } = entry.solution;
      const find = symbolFinder(document.getText(), language);
      for (const { id, at } of entry.exercise.manifest.checks) {
        const check = item.children.get(`${item.id}/${id}`);
        const anchor = at[language];
        if (!check || !anchor || check.uri?.toString() !== document.uri.toString()) continue;
        const span = find(anchor.symbol);
        check.range = span && rangeOf(document, span);
      }
    }
  }

  function targetOf(argument: unknown): Target | undefined {
    const wanted = all()
      .flatMap((item) => [item, ...[...item.children].map(([, child]) => child)])
      .find((item) => item === argument || item === testIn(argument));
    const solution = wanted && known.get(wanted.parent ?? wanted)?.solution;
    if (!solution) return undefined;
    const { exercise, language } = solution;
    const { parent } = wanted;
    return parent
      ? { exercise, language, check: wanted.id.slice(parent.id.length + 1) }
      : { exercise, language };
  }

  return {
    refresh,
    ensure,
    targetOf,
    find,
    all,
    locate,
    solutionOf: (item) => known.get(item.parent ?? item)?.solution,
    ofFile: (uri) => all().find((item) => known.get(item)?.files.has(uri.toString())),
  };
}

/** The item that the menu of a message is about. */
function testIn(argument: unknown): unknown {
  return typeof argument === 'object' && argument !== null && 'test' in argument ? argument.test : undefined;
}

/** The items of an exercise's checks, by check id. */
export function checksOf(item: TestItem): ReadonlyMap<string, TestItem> {
  return new Map([...item.children].map(([id, child]) => [id.slice(item.id.length + 1), child]));
}
