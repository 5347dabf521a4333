import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { leavesNothingBehind } from './support/clean-temp';
import { codealong } from './support/command-line';
import { needsGo } from './support/needs-go';

/** Keeps every core busy while a suite runs, and no longer than two minutes whatever happens to us. */
function onABusyMachine(): void {
  let burners: ChildProcess[] = [];
  before(() => {
    const burn = () =>
      spawn(process.execPath, ['-e', 'for (const end = Date.now() + 120_000; Date.now() < end; );'], {
        stdio: 'ignore',
      });
    burners = Array.from({ length: availableParallelism() }, burn);
  });
  after(() => {
    for (const burner of burners) burner.kill('SIGKILL');
  });
}

async function assertAgreement(language: 'typescript' | 'go'): Promise<void> {
  const { code, out } = await codealong(['verify', '--language', language, '--repeat', '5', '--fresh']);
  assert.equal(out.match(/ \(5 runs agree\)$/gm)?.length, 4, out);
  assert.equal(code, 0, out);
}

describe('five runs of every solution on a busy machine', function () {
  this.timeout(180_000);
  onABusyMachine();
  leavesNothingBehind();

  it('agree in TypeScript', () => assertAgreement('typescript'));
});

describe('five runs of every solution on a busy machine, in Go', function () {
  this.timeout(300_000);
  needsGo();
  onABusyMachine();
  leavesNothingBehind();

  it('agree in Go', () => assertAgreement('go'));
});
