import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CodeLanguage } from '../../../src/core/catalog/manifest';
import type { CheckReport } from '../../../src/core/check/report';
import { runCheck } from '../../../src/core/check/run-check';
import { memoryFolder } from '../../../src/core/memory-folder';
import type { Folder } from '../../../src/core/ports';
import { createJudges } from '../../../src/node/create-judges';
import { diskFolder } from '../../../src/node/disk-folder';
import { adderOf, fixturePack } from './packs';

/** Our bundles, as they ship. `npm run build` writes them. */
export const dist = join(__dirname, '../../../dist');
assert.ok(existsSync(join(dist, 'runner.js')), 'dist/ is missing: npm run build writes it');

const outputBytes = 1024 * 1024;

/** The real judges, with less patience than for learners. */
export const impatient = createJudges(dist, { limits: { timeMs: 2_500, outputBytes } });

/** The real judges with all their patience, for what takes its time on a busy machine. */
export const patient = createJudges(dist, { limits: { outputBytes } });

/** Where the solution of `adder` stands. */
export const solutionFile = { typescript: 'pkg/sum/sum.ts', go: 'pkg/sum/sum.go' } as const;

/** A learner's folder with this solution of `adder`, and other files. */
export function courseWith(
  language: CodeLanguage,
  source: string,
  others: Record<string, string> = {},
): Folder {
  const files = Object.entries({ ...others, [solutionFile[language]]: source });
  return memoryFolder(
    'the course',
    files.map(([path, text]) => ({ path, text })),
  );
}

/** Checks a folder as a solution of `adder`, with the real judge. */
export async function judged(
  language: CodeLanguage,
  solution: Folder,
  pack: Folder = diskFolder(fixturePack),
  judges = impatient,
): Promise<CheckReport> {
  const { signal } = new AbortController();
  const request = { exercise: await adderOf(pack), language, pack, solution, signal };
  return runCheck(judges[language], request, Date.now);
}

/** The verdict with its cause and the state of each check, in one line. */
export function summary({ verdict, reason, checks }: CheckReport): string {
  return [verdict, reason?.code ?? '-', ...checks.map((check) => check.status)].join(' ');
}
