import assert from 'node:assert/strict';
import { readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { useTempFolder } from '../../../test/check/support/temp-folder';
import { archives } from './archives';

/** Stands for PostgreSQL: what it makes of a seed is the seed, and a number that no two runs share. */
const maker = `
  const { readFileSync, writeFileSync } = require('node:fs');
  const { seed, to } = JSON.parse(readFileSync(0, 'utf8'));
  if (seed === 'refused') { writeFileSync(to, 'half'); process.stderr.write('line 3 of the seed: no'); process.exit(1); }
  writeFileSync(to, seed + ' ' + process.hrtime.bigint());
`;

describe('the databases of exercises', () => {
  const temp = useTempFolder();
  const script = (): string => join(temp(), 'index.js');
  const kept = (): string => join(temp(), 'kept');
  beforeEach(() => writeFile(script(), maker));

  it('are made once, also for two who ask at once, and kept for the next window', async () => {
    const one = archives(script(), kept());
    const [first, second] = await Promise.all([one.of('a seed'), one.of('a seed')]);
    assert.equal(first, second);
    const text = await readFile(first, 'utf8');
    assert.match(text, /^a seed \d+$/);
    assert.equal(await archives(script(), kept()).of('a seed'), first);
    assert.equal(await readFile(first, 'utf8'), text);
  });

  it('are others for another seed, and for another PostgreSQL', async () => {
    const one = archives(script(), kept());
    const first = await one.of('a seed');
    assert.notEqual(await one.of('another'), first);
    await utimes(script(), new Date(1_000), new Date(1_000));
    assert.notEqual(await archives(script(), kept()).of('a seed'), first);
  });

  it('leave nothing half made, say why, and can be asked for again', async () => {
    const one = archives(script(), kept());
    const asked = one.of('refused');
    await assert.rejects(asked, /could not be made: line 3 of the seed: no/);
    assert.deepEqual(await readdir(kept()), []);
    await writeFile(script(), maker.replace("seed === 'refused'", 'false'));
    assert.match(await readFile(await one.of('refused'), 'utf8'), /^refused /);
  });

  it('go when nobody has used them for a month, and what is used stays', async () => {
    const first = await archives(script(), kept()).of('first');
    const old = new Date(Date.now() - 40 * 24 * 3_600_000);
    await utimes(first, old, old);
    await archives(script(), kept()).of('first');
    const second = await archives(script(), kept()).of('second');
    await utimes(second, old, old);
    await archives(script(), kept()).of('third');
    const left = (await readdir(kept())).map((name) => join(kept(), name));
    assert.ok(left.includes(first));
    assert.ok(!left.includes(second));
  });

  it('are made for this process alone where there is no cache', async () => {
    const file = await archives(script(), '').of('a seed');
    assert.match(await readFile(file, 'utf8'), /^a seed /);
  });
});
