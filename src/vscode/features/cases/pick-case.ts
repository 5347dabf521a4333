import { window } from 'vscode';
import type { Check } from '../../../core/catalog/manifest';
import type { CheckReport } from '../../../core/check/report';
import { CodealongError } from '../../../core/errors';
import type { Chosen } from '../../course/choose-solution';
import { Dismissed } from '../../ui/refusal';
import { words } from '../../words';

/**
 * Asks for a check that can be made the learner's, of these or of all: one of those that failed, while there are any. Refused
 * with `no-case` when there is none.
 */
export async function pickCase(
  { app, exercise, solution }: Chosen,
  report: CheckReport | undefined,
  placeHolder: string,
  checks: readonly Check[] = exercise.manifest.checks,
): Promise<string> {
  const { id, title } = exercise.manifest;
  const cases = new Set((await app.cases(id, solution.language)).map(({ check }) => check));
  const failed = new Set(report?.checks.filter(({ status }) => status === 'failed').map((check) => check.id));
  const possible = checks.filter((check) => cases.has(check.id));
  if (possible.length === 0) throw new CodealongError('no-case', words.cases.noCases(title));
  const interesting = possible.filter((check) => failed.has(check.id));
  const items = (interesting.length > 0 ? interesting : possible).map((check) => ({
    label: check.title,
    description: words.levels[check.level],
    check: check.id,
  }));
  const picked = await window.showQuickPick(items, { title, placeHolder });
  if (!picked) throw new Dismissed();
  return picked.check;
}
