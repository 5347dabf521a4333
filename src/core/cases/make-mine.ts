import type { Attempt } from '../catalog/attempt';
import type { Exercise } from '../catalog/catalog';
import { CodealongError } from '../errors';
import type { Folder } from '../ports';
import { inModule, moduleOf } from '../scaffold/go-module';
import { requireStarted } from '../scaffold/require-started';
import { scaffold, type ScaffoldReport } from '../scaffold/scaffold';
import { casesOf, type Case } from './cases';

/** What all TypeScript cases are written with, in the kit of the pack and in the learner's folder. */
const support = 'my-checks/support.ts';

/** A check that is the learner's now. */
export interface MineReport extends ScaffoldReport {
  readonly case: Case;
}

/** Puts the case of a check into the learner's folder, with what it is written with. Files that are there are left as they are. */
export async function makeMine(
  pack: Folder,
  exercise: Exercise,
  { folder, language }: Attempt,
  check: string,
): Promise<MineReport> {
  await requireStarted(folder, exercise, language);
  const found = (await casesOf(pack, exercise, language)).find((one) => one.check === check);
  if (!found) throw noCase(exercise, language, check);
  const shared = language === 'typescript' ? [await supportOf(pack)] : [];
  const text = language === 'go' ? inModule(found.text, await moduleOf(folder)) : found.text;
  return { case: found, ...(await scaffold(folder, [...shared, { path: found.path, text }])) };
}

async function supportOf(pack: Folder) {
  return { path: support, text: await pack.read(`kit/typescript/${support}`) };
}

function noCase({ manifest }: Exercise, language: string, check: string): CodealongError {
  const checks = manifest.checks.map(({ id }) => id);
  const message = checks.includes(check)
    ? `The check "${check}" of "${manifest.id}" has no small test in ${language} that could be made yours. What it says when it fails is all there is.`
    : `"${manifest.id}" has no check "${check}". Its checks are: ${checks.join(', ')}.`;
  return new CodealongError('no-case', message);
}
