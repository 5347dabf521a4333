import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import path from 'node:path';
import { createNodeApp } from '../src/node/create-node-app';
import { diskFolder } from '../src/node/disk-folder';
import { runToEnd } from '../test/editor/processes';
import { alternate, medianOf } from './measure';
import { dist, lesson, pack, root } from './places';
import { compared, type Row } from './table';

const exercise = 'circuit-breaker';
const language = 'go';
const solution = 'pkg/resilience/circuit_breaker.go';
const packageOfChecks = './pkg/resilience';

/** A check of ours beside bare `go test` with the race detector, on the same checks and solution, with a warm build cache. */
export async function goChecks(folder: string, rounds: number): Promise<readonly Row[]> {
  const rival = path.join(folder, 'rival-go');
  layOutRival(rival);
  const course = path.join(folder, 'course-go');
  mkdirSync(course);
  const app = createNodeApp({ distLocation: dist, onNotice: ({ message }) => console.error(message) });
  const attempt = { folder: diskFolder(course), id: exercise, language } as const;
  await app.start(attempt);
  cpSync(path.join(lesson, 'go/reference'), course, { recursive: true });

  const change = (place: string) => () => appendFile(path.join(place, solution), '// One more thought.\n');
  const timings = await alternate(rounds, [
    {
      name: 'ours',
      before: change(course),
      run: async () => {
        const { verdict } = await app.check(attempt);
        if (verdict !== 'passed') throw new Error(`The reference is ${verdict}.`);
      },
    },
    {
      name: 'go test',
      before: change(rival),
      run: () => runToEnd('go', ['test', '-race', '-count=1', packageOfChecks], { cwd: rival }),
    },
  ]);
  await app.close();
  const [ours, theirs] = [medianOf(timings, 'ours'), medianOf(timings, 'go test')];
  return [compared('Go check', ours, theirs, 'go test -race', ['1.1', 1.1])];
}

/** An ordinary module with the solution, the checks, and a check kit that has nobody to report to. */
function layOutRival(folder: string): void {
  for (const part of ['starter', 'reference', 'checks'])
    cpSync(path.join(lesson, 'go', part), folder, { recursive: true });
  cpSync(path.join(pack, 'kit/go/go.mod'), path.join(folder, 'go.mod'));
  const kit = path.join(folder, 'internal/codealong/checkkit');
  cpSync(path.join(root, 'src/checkkit/go'), kit, { recursive: true });
  const channel = path.join(kit, 'channel.go');
  const source = readFileSync(channel, 'utf8');
  const mute = source
    .replace(/func openChannel\(\) \{[\s\S]*?\n\}\n/, 'func openChannel() {}\n')
    .replace(/func send\(message event\) \{[\s\S]*?\n\}\n/, 'func send(event) {}\n')
    .replace(/import \([\s\S]*?\n\)\n/, 'import (\n\t"fmt"\n\t"os"\n\t"strings"\n\t"sync"\n)\n');
  if (mute === source)
    throw new Error('The channel of the check kit looks different now: fix this benchmark.');
  writeFileSync(channel, mute);
}
