import assert from 'node:assert/strict';
import { mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processesIn, until } from './processes';

/**
 * Gives every test of the suite a temporary folder of its own for whatever the engine puts into one, and fails the test
 * when a file or a process is left in it.
 */
export function leavesNothingBehind(): void {
  const before = process.env['TMPDIR'];
  let temp = '';

  beforeEach(async () => {
    temp = await mkdtemp(join(await realpath(tmpdir()), 'codealong-clean-'));
    process.env['TMPDIR'] = temp;
  });

  afterEach(async () => {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
    try {
      await until('every process was gone', () => processesIn(temp).length === 0);
      assert.deepEqual(await readdir(temp), [], 'no temporary file is left');
    } finally {
      await rm(temp, { recursive: true, force: true });
    }
  });
}
