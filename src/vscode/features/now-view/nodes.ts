import type { CatalogEntry, Exercise } from '../../../core/catalog/catalog';
import { trackOf } from '../../../core/catalog/catalog';
import type { Language, Track } from '../../../core/catalog/manifest';
import type { CheckReport, CheckResult } from '../../../core/check/report';
import { firstToFix, stageTallies } from '../../../core/check/stages';

/** One line of the Now view. By exercise and language, a line is also the argument of our commands. */
export type NowNode =
  | { readonly kind: 'start-here' | 'next-up'; readonly exercise: string; readonly entry: CatalogEntry }
  | ({ readonly kind: 'at-hand'; readonly title: string } & Work)
  | ({
      readonly kind: 'stage';
      readonly number: number;
      readonly done: number;
      readonly total: number;
    } & Work)
  | ({ readonly kind: 'all-done' } & Work)
  | ({ readonly kind: 'waiting'; readonly check: CheckResult } & Work)
  | ({ readonly kind: 'check' | 'brief' | 'others' } & Work)
  | ({ readonly kind: 'hint'; readonly shown: number; readonly causes: number } & Work)
  | ({ readonly kind: 'files'; readonly files: Track['files'] } & Work)
  | ({ readonly kind: 'file'; readonly file: Track['files'][number] } & Work);

interface Work {
  readonly exercise: string;
  readonly language: Language;
}

/** What the view is made from. */
export interface NowShown {
  /** The exercise at hand; absent when nothing was begun. */
  readonly atHand: AtHandShown | undefined;
  /** What to start with, or to go on with once stage 1 is done. */
  readonly next: CatalogEntry | undefined;
}

export interface AtHandShown {
  readonly exercise: Exercise;
  readonly language: Language;
  readonly report: CheckReport | undefined;
  readonly hints: number;
  /** Of how many checks the usual causes were told. */
  readonly causes: number;
  readonly isSolved: boolean;
}

export function nowNodes({ atHand, next }: NowShown): readonly NowNode[] {
  if (!atHand) return next ? [{ kind: 'start-here', exercise: next.id, entry: next }] : [];
  const { manifest } = atHand.exercise;
  const work: Work = { exercise: manifest.id, language: atHand.language };
  return [
    { kind: 'at-hand', title: manifest.title, ...work },
    stageNode(atHand, work),
    ...waitingNodes(atHand, work),
    { kind: 'check', ...work },
    { kind: 'hint', shown: atHand.hints, causes: atHand.causes, ...work },
    { kind: 'brief', ...work },
    ...(atHand.isSolved && next ? [{ kind: 'next-up', exercise: next.id, entry: next } as const] : []),
    ...(atHand.isSolved && !manifest.sheet && !manifest.design ? [{ kind: 'others', ...work } as const] : []),
    { kind: 'files', files: trackOf(atHand.exercise, atHand.language).files, ...work },
  ];
}

export function childrenOf(node: NowNode): readonly NowNode[] {
  if (node.kind !== 'files') return [];
  const { exercise, language } = node;
  return node.files.map((file) => ({ kind: 'file', file, exercise, language }));
}

/** The stage that one is at: the first that is not done. */
function stageNode({ exercise, report }: AtHandShown, work: Work): NowNode {
  const current = stageTallies(exercise.manifest.checks, report).find(({ done, total }) => done < total);
  return current ? { kind: 'stage', ...current, ...work } : { kind: 'all-done', ...work };
}

function waitingNodes({ report }: AtHandShown, work: Work): readonly NowNode[] {
  const check = report && firstToFix(report);
  return check ? [{ kind: 'waiting', check, ...work }] : [];
}
