import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeUnused } from './remove-unused';

describe('what is not used in a cache', () => {
  let folder = '';
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'unused-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is removed when it was not written for a month', async () => {
    const day = 24 * 3600;
    const now = Date.now() / 1000;
    for (const [name, age] of [
      ['fresh', 0],
      ['in-use', 29 * day],
      ['forgotten', 31 * day],
    ] as const) {
      writeFileSync(join(folder, name), '');
      utimesSync(join(folder, name), now - age, now - age);
    }
    await removeUnused(folder);
    assert.deepEqual(readdirSync(folder).sort(), ['fresh', 'in-use']);
  });
});
