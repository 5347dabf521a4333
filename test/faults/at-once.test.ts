import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readProgress } from '../../src/core/progress/progress-file';
import { diskFolder } from '../../src/node/disk-folder';
import { useTempFolder } from '../check/support/temp-folder';
import { bundleProgram } from './bundle';

const [processes, updates] = [5, 12];

describe('when two windows and some commands change the progress at once', () => {
  const temp = useTempFolder();

  it(`none of ${processes} times ${updates} changes is lost`, async function () {
    this.timeout(180_000);
    const script = await bundleProgram('updates', temp());
    const course = join(temp(), 'course');
    const writers = Array.from({ length: processes }, (_, index) =>
      spawn(process.execPath, [script, `process-${index}`, course, String(updates)], {
        stdio: ['pipe', 'pipe', 'inherit'],
      }),
    );
    const ended = writers.map((writer) => once(writer, 'exit'));
    await Promise.all(writers.map((writer) => once(writer.stdout, 'data')));
    for (const writer of writers) writer.stdin.write('go\n');
    for (const [code] of await Promise.all(ended)) assert.equal(code, 0);

    const { progress } = await readProgress(diskFolder(course));
    assert.equal(Object.keys(progress.exercises).length, processes * updates);
    assert.deepEqual(await readdir(join(course, '.codealong')), ['progress.json']);
  });
});
