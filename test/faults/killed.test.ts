import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { useTempFolder } from '../check/support/temp-folder';
import { bundleProgram } from './bundle';
import { tryEveryPoint, type Bench } from './every-point';
import type { FaultMode } from './faults';
import { operations } from './operations';
import { writePacks } from './packs';

const modes: readonly (readonly [mode: FaultMode, what: string])[] = [
  ['kill', 'the process is killed'],
  ['full disk', 'the disk is full'],
];

let shared = '';
let tools: Omit<Bench, 'location'>;

before(async function () {
  this.timeout(60_000);
  shared = await mkdtemp(join(tmpdir(), 'codealong-faults-'));
  tools = {
    script: await bundleProgram('process', shared),
    packs: await writePacks(shared),
    wellKnown: new Set(),
  };
});
after(() => rm(shared, { recursive: true, force: true }));

for (const [mode, what] of modes) {
  describe(`when ${what} at any point where something is written, nothing is lost`, () => {
    const temp = useTempFolder();
    let tried = 0;

    for (const operation of operations) {
      it(operation.name, async function () {
        this.timeout(120_000);
        const points = await tryEveryPoint({ ...tools, location: temp() }, operation, mode);
        assert.ok(points > 5, `only ${points} points were found`);
        if (this.test) this.test.title += ` (${points} points)`;
        tried += points;
      });
    }

    after(() =>
      console.log(`    ${tried} points tried, ${tools.wellKnown.size} states of the folder looked at so far`),
    );
  });
}
