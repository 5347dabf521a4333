import { window } from 'vscode';
import type { CheckReport } from '../../../core/check/report';
import { CodealongError } from '../../../core/errors';
import type { Chosen } from '../../choose-solution';
import { Dismissed } from '../../refusal';
import { words } from '../../words';

/** Asks for a check that can be made the learner's: one of those that failed, while there are any. */
export async function pickCase(
  { app, exercise, solution }: Chosen,
  report: CheckReport | undefined,
): Promise<string> {
  const { id, title, checks } = exercise.manifest;
  const cases = new Set((await app.cases(id, solution.language)).map(({ check }) => check));
  if (cases.size === 0) throw new CodealongError('no-case', words.mine.noCases(title));
  const failed = new Set(report?.checks.filter(({ status }) => status === 'failed').map((check) => check.id));
  const possible = checks.filter((check) => cases.has(check.id));
  const interesting = possible.filter((check) => failed.has(check.id));
  const items = (interesting.length > 0 ? interesting : possible).map((check) => ({
    label: check.title,
    description: words.levels[check.level],
    check: check.id,
  }));
  const picked = await window.showQuickPick(items, { title, placeHolder: words.mine.placeHolder });
  if (!picked) throw new Dismissed();
  return picked.check;
}
