import { cpSync, mkdirSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { createNodeApp } from '../src/node/create-node-app';
import { diskFolder } from '../src/node/disk-folder';
import { runToEnd } from '../test/editor/processes';
import { alternate, medianOf } from './measure';
import { dist, lesson } from './places';
import { layOutRival } from './rival';
import { compared, type Row } from './table';

const exercise = 'circuit-breaker';
const language = 'typescript';
const solution = 'pkg/resilience/circuit-breaker.ts';
/** How long a learner at least thinks between two checks: the next runner gets ready meanwhile. */
const thinkingMs = 700;

/** A check of ours, warm and cold, beside mocha with tsx and vitest on the same checks and the same solution. */
export async function typescriptChecks(folder: string, rounds: number): Promise<readonly Row[]> {
  const rival = path.join(folder, 'rival');
  const calls = await layOutRival(rival);
  const app = createNodeApp({ distLocation: dist, onNotice: ({ message }) => console.error(message) });
  // A window and a command line, each with a course of its own, as a learner has one or the other.
  const [inWindow, onCommandLine] = [path.join(folder, 'course-in-window'), path.join(folder, 'course')];
  for (const course of [inWindow, onCommandLine]) {
    mkdirSync(course);
    await app.start({ folder: diskFolder(course), id: exercise, language });
    cpSync(path.join(lesson, 'typescript/reference'), course, { recursive: true });
  }
  const attempt = { folder: diskFolder(inWindow), id: exercise, language } as const;

  const change = (course: string): Promise<void> =>
    appendFile(path.join(course, solution), '// One more thought.\n');
  const node = (cwd: string, args: readonly string[]) => runToEnd(process.execPath, args, { cwd });
  const timings = await alternate(rounds, [
    {
      name: 'warm',
      before: async () => {
        await change(inWindow);
        await app.prepare(attempt);
        await setTimeout(thinkingMs);
      },
      run: async () => {
        const { verdict } = await app.check(attempt);
        if (verdict !== 'passed') throw new Error(`The reference is ${verdict}.`);
      },
    },
    {
      name: 'cold',
      before: () => change(onCommandLine),
      run: () => node(onCommandLine, [path.join(dist, 'cli.js'), 'check', exercise, '--language', language]),
    },
    { name: 'mocha', run: () => node(rival, calls.mocha) },
    { name: 'vitest', run: () => node(rival, calls.vitest) },
  ]);
  await app.close();

  const [warm, cold] = [medianOf(timings, 'warm'), medianOf(timings, 'cold')];
  const [mocha, vitest] = [medianOf(timings, 'mocha'), medianOf(timings, 'vitest')];
  return [
    compared('TypeScript check, warm', warm, mocha, 'mocha + tsx', ['1/6', 1 / 6]),
    compared('TypeScript check, warm', warm, vitest, 'vitest run', ['1/12', 1 / 12]),
    compared('TypeScript check, cold (whole command)', cold, mocha, 'mocha + tsx', ['2/3', 2 / 3]),
    compared('TypeScript check, cold (whole command)', cold, vitest, 'vitest run'),
  ];
}
