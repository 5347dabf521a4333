import assert from 'node:assert/strict';
import type { RunnerJob, SolutionFacts } from '../../../core/check/runner-job';
import { keepsToItself } from './keeps-to-itself';

function jobOf(facts: Partial<SolutionFacts>, code = '', hidden = false): RunnerJob {
  return {
    modules: [{ name: 'a.ts', code, map: '', imports: {}, hidden }],
    entries: [],
    checks: [],
    solution: { files: ['a.ts'], imports: [], globals: {}, ...facts },
  };
}

const asking = (name: string) => jobOf({ globals: { 'kit.ts': [], 'a.ts': [name] } });
const importing = (kind: 'relative' | 'package', typeOnly: boolean) =>
  jobOf({ imports: [{ from: 'a.ts', to: 'elsewhere', kind, typeOnly }] });

describe('a solution that keeps to itself', () => {
  for (const name of ['Date.now', 'new Date', 'Math.random', 'setTimeout', 'queueMicrotask'])
    it(`may use ${name}`, () => assert.ok(keepsToItself(asking(name))));

  for (const name of ['process', 'fetch', 'require', 'console', 'WebSocket'])
    it(`does not use ${name}`, () => assert.ok(!keepsToItself(asking(name))));

  it('may import its own files, and types of anybody', () => {
    assert.ok(keepsToItself(importing('relative', false)));
    assert.ok(keepsToItself(importing('package', true)));
  });

  it('imports no module of Node', () => assert.ok(!keepsToItself(importing('package', false))));

  it('has no timer that nobody would see', () => {
    assert.ok(!keepsToItself(jobOf({}, 'setTimeout(work, 5).unref();')));
    assert.ok(keepsToItself(jobOf({}, 'setTimeout(work, 5).unref();', true)));
    assert.ok(keepsToItself(jobOf({}, 'const unreferenced = 1;')));
  });
});
