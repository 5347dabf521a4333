import type { Attempt } from '../catalog/attempt';
import { exerciseOf, trackOf, type Catalog, type Exercise } from '../catalog/catalog';
import type { CodeLanguage, Language } from '../catalog/manifest';
import { checkActions, type CheckActions } from './check-actions';
import type { Judge } from '../check/judge';
import { ratingActions, type RatingActions } from '../designing/rating-actions';
import { CodealongError } from '../errors';
import { linesFor } from '../brief/in-language';
import type { Section } from '../guides/section';
import { nearestSection } from '../guides/nearest-section';
import { sectionText } from '../guides/section-text';
import { hintLadder, nextOf, type HintText } from '../hints/ladder';
import { historyActions, writeTarget, type HistoryActions } from '../history/history-actions';
import type { HistoryStore } from '../history/history-store';
import { baseOf, rebase } from '../history/starter-base';
import type { CaseRunner } from '../cases/case-runner';
import { mineActions, type MineActions } from '../cases/mine-actions';
import { withPendingWrites } from './memory';
import { tellingOnce, type Tell } from '../notice';
import type { Folder, WallClock } from '../ports';
import { withReset, withStart, type Progress } from '../progress/progress';
import { failingChecks, shownHintNumbers, withHint } from '../progress/shown-help';
import { referenceActions, type ReferenceActions } from '../reference/reference-actions';
import { withTick, type TickedItem } from '../progress/ticks';
import { causeActions, type CauseActions, type CausePorts } from '../mistakes/cause-actions';
import { progressKeeper } from '../progress/progress-keeper';
import { resetToStarter, type ResetReport } from '../history/reset';
import { whyGivenFilesAreRed } from '../scaffold/kept-project';
import { requireStarted, requireStartedSomewhere } from '../scaffold/require-started';
import { drawSheet } from '../sheets/draw-action';
import { scaffold, starterFiles, templatesOf, type ScaffoldReport } from '../scaffold/scaffold';
import type { TextFile } from '../text-file';

/** What the course needs from the world around it. */
export interface AppPorts {
  readonly pack: Folder;
  /** Reads what the pack holds. */
  readonly readCatalog: () => Promise<Catalog>;
  readonly readStories: CausePorts['readStories'];
  readonly judges: Record<Language, Judge>;
  readonly caseRunners: Record<CodeLanguage, CaseRunner>;
  readonly clock: WallClock;
  /** The history of a learner's folder. */
  readonly historyOf: (folder: Folder) => HistoryStore;
  /** Hears what the learner should know although what they asked for goes on. */
  readonly onNotice?: Tell;
}

export type { Attempt };

/**
 * The course, without any editor or terminal: what both of them do. Refusals are `CodealongError`. Whatever would record
 * progress is refused before it does anything when the progress file is of a later version, or no file that can be read.
 */
export interface App
  extends CheckActions, CauseActions, HistoryActions, MineActions, RatingActions, ReferenceActions {
  /** The pack as it was read first. */
  catalog(): Promise<Catalog>;
  /** Reads the pack again at the next use. */
  reload(): void;
  exercise(id: string): Promise<Exercise>;
  sections(): Promise<ReadonlyMap<string, Section>>;
  /** The brief of an exercise for those who solve it in this language. */
  brief(id: string, language: Language): Promise<string>;
  /** What the guides say at an anchor. Refused with `no-section`, naming the sections that there are. */
  guide(anchor: string): Promise<string>;
  progress(folder: Folder): Promise<Progress>;
  start(attempt: Attempt): Promise<ScaffoldReport>;
  /** Writes a seed and the inputs that it draws into the learner's answer sheet. Refused with `not-drawn` where there is none. */
  draw(attempt: Attempt, seed: number): Promise<void>;
  /** Ticks something that was read or tried, or takes the tick away. */
  tick(folder: Folder, item: TickedItem, isDone: boolean): Promise<void>;
  /**
   * Shows one more hint: the first that helps with a check that failed last time, else the first of all. Refused with
   * `not-started` before the exercise is, and with `no-hints-left` after the last.
   */
  nextHint(folder: Folder, id: string): Promise<HintText>;
  /** The hints shown so far. */
  shownHints(folder: Folder, id: string): Promise<readonly HintText[]>;
  /** Puts the learner's files back to the starter; `undo` takes it back. */
  reset(attempt: Attempt): Promise<ResetReport>;
  /** The starter's files, as they would be scaffolded into this folder. */
  starter(attempt: Attempt): Promise<readonly TextFile[]>;
}

export function createApp(ports: AppPorts): App {
  const { pack, readCatalog, judges, caseRunners, clock, onNotice = () => undefined } = ports;
  const tell = tellingOnce(onNotice);
  const memory = withPendingWrites({ progress: progressKeeper(clock, tell), historyOf: ports.historyOf });
  const { progress, historyOf } = memory;
  let loaded: Promise<Catalog> | undefined;

  const catalog = (): Promise<Catalog> => (loaded ??= readCatalog());
  const exercise = async (id: string): Promise<Exercise> => exerciseOf(await catalog(), id);
  const ladderOf = async (id: string): Promise<readonly HintText[]> => {
    await exercise(id);
    return hintLadder(await (await catalog()).hints(id));
  };
  const historyPorts = { pack, clock, progress, exercise, historyOf };

  async function start(attempt: Attempt): Promise<ScaffoldReport> {
    const { folder, id, language } = attempt;
    await progress.peek(folder);
    const templates = await templatesOf(pack, await exercise(id), language, folder);
    const report = await scaffold(folder, templates);
    const reddened = language === 'typescript' && (await whyGivenFilesAreRed(folder));
    if (reddened) tell({ message: reddened, path: 'tsconfig.json', location: folder.location });
    const { history, track } = await writeTarget(historyPorts, attempt);
    const ours = baseOf(templates, [...report.written, ...report.same]);
    await rebase(history, track, ours, clock.now());
    await progress.update(folder, (before) => withStart(before, id, language, clock.now()));
    return report;
  }

  async function reset(attempt: Attempt): Promise<ResetReport> {
    const { folder, id, language } = attempt;
    const chosen = await exercise(id);
    await requireStarted(folder, chosen, language);
    await progress.peek(folder);
    const starter = await starterFiles(pack, chosen, language, folder);
    const report = await resetToStarter(await writeTarget(historyPorts, attempt), starter);
    await progress.update(folder, (before) => withReset(before, id, language, clock.now()));
    return report;
  }

  async function nextHint(folder: Folder, id: string): Promise<HintText> {
    const ladder = await ladderOf(id);
    const chosen = await exercise(id);
    await requireStartedSomewhere(folder, chosen);
    const known = await progress.peek(folder);
    const entry = known.exercises[id];
    const next = nextOf(ladder, entry ? shownHintNumbers(entry) : [], failingChecks(known, id));
    if (!next)
      throw new CodealongError('no-hints-left', `You have seen all hints for ${chosen.manifest.title}.`);
    await progress.update(folder, (now) => withHint(now, id, next.number));
    return next;
  }

  async function brief(id: string, language: Language): Promise<string> {
    const chosen = await exercise(id);
    trackOf(chosen, language);
    const lines = linesFor(await pack.read(`${chosen.path}/brief.md`), language);
    return lines.map(({ text }) => text).join('\n');
  }

  async function guide(anchor: string): Promise<string> {
    const sections = await (await catalog()).sections();
    const section = nearestSection(sections, anchor);
    if (section) return sectionText(await pack.read(section.file), section);
    const known = [...sections.keys()].filter((one) => one.split('/').length === 2);
    throw new CodealongError(
      'no-section',
      `The guides have no section "${anchor}". They have: ${known.join(', ') || 'none'}.`,
    );
  }

  return Object.freeze<App>({
    catalog,
    reload: () => (loaded = undefined),
    exercise,
    sections: async () => (await catalog()).sections(),
    brief,
    guide,
    progress: (folder) => progress.read(folder),
    start,
    draw: async (attempt, seed) => drawSheet(attempt, await exercise(attempt.id), seed),
    tick: (folder, item, isDone) =>
      progress.update(folder, (before) => withTick(before, item, isDone, clock.now())),
    nextHint,
    shownHints: async (folder, id) => {
      const ladder = await ladderOf(id);
      const entry = (await progress.read(folder)).exercises[id];
      const shown = new Set(entry ? shownHintNumbers(entry) : []);
      return ladder.filter(({ number }) => shown.has(number));
    },
    reset,
    starter: async ({ folder, id, language }) => starterFiles(pack, await exercise(id), language, folder),
    ...referenceActions({ pack, clock, progress, exercise, hints: ladderOf }),
    ...checkActions({ ...historyPorts, judges, memory, tell }),
    ...historyActions(historyPorts),
    ...ratingActions(historyPorts),
    ...mineActions({ pack, exercise, caseRunners }),
    ...causeActions({ progress, exercise, readStories: ports.readStories }),
  });
}
