import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { needsGo } from './support/needs-go';
import { useTempFolder } from './support/temp-folder';

const kit = resolve(__dirname, '../../src/checkkit/go');
const tests = resolve(__dirname, 'go-kit');

describe('the check kit in Go', function () {
  this.timeout(180_000);
  needsGo();
  const temp = useTempFolder();

  it('does what its unit tests say', async () => {
    for (const folder of [kit, tests]) await cp(folder, temp(), { recursive: true });
    await writeFile(join(temp(), 'go.mod'), 'module checkkit\n\ngo 1.25\n');
    const { failed, output } = await goTest(temp());
    assert.ok(!failed, output);
    assert.match(output, /^ok\s+checkkit\b/m);
  });
});

function goTest(cwd: string): Promise<{ failed: boolean; output: string }> {
  return new Promise((settle) => {
    execFile('go', ['test', '.'], { cwd }, (error, stdout, stderr) =>
      settle({ failed: error !== null, output: stdout + stderr }),
    );
  });
}
