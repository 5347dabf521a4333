import type { Level } from '../catalog/manifest';
import { isProductionReady, type CheckReport } from '../check/report';
import type { TrackProgress } from './progress';

/** The stage that a check reached for the first time; the higher one when it reached two at once. */
export function stageReached(report: CheckReport, before: TrackProgress | undefined): Level | undefined {
  if (isProductionReady(report)) return before?.productionReadyAt === undefined ? 'production' : undefined;
  return report.verdict === 'passed' && !isKnownToPass(before) ? 'core' : undefined;
}

/** Whoever began again after seeing the reference reaches the first stage again. */
function isKnownToPass(before: TrackProgress | undefined): boolean {
  if (before?.solvedAt === undefined) return false;
  return before.startedOverAt === undefined || before.soloAt !== undefined;
}
