import assert from 'node:assert/strict';
import { compile } from '../node/typescript/compile';
import { Finding } from '../checkkit/typescript';
import type { RunnerJob, RunnerModule } from '../core/check/runner-job';
import { createLoader } from './loader';

const learner = (name: string, source: string, imports: Record<string, string> = {}): RunnerModule => ({
  name,
  ...compile(name, source).compiled,
  imports,
  hidden: false,
});
const hidden = (name: string, source: string, imports: Record<string, string>): RunnerModule => ({
  ...learner(name, source, imports),
  hidden: true,
});

const jobOf = (...modules: RunnerModule[]): RunnerJob => ({
  modules,
  entries: [],
  checks: [],
  solution: { files: ['a.ts'], imports: [], globals: { 'a.ts': ['fetch'] } },
});

const load = (name: string, ...modules: RunnerModule[]) => createLoader(jobOf(...modules))(name);

describe('the loader', () => {
  it('gives what a module exports', () => {
    assert.equal(load('a.ts', learner('a.ts', 'export const one: number = 1;'))['one'], 1);
  });

  it('runs a module once, however often it is imported', () => {
    const counter = learner('counter.ts', 'export const count = { value: 0 }; count.value++;');
    const both = learner(
      'both.ts',
      `import { count as a } from './counter'; import { count as b } from './c'; export { a, b };`,
      {
        './counter': 'counter.ts',
        './c': 'counter.ts',
      },
    );
    const loaded = load('both.ts', counter, both);
    assert.equal(loaded['a'], loaded['b']);
    assert.deepEqual(loaded['a'], { value: 1 });
  });

  it('gets round a circle of imports, as Node does', () => {
    const a = learner(
      'a.ts',
      `import { b } from './b'; export const a = 1; export const sum = () => a + b();`,
      { './b': 'b.ts' },
    );
    const b = learner('b.ts', `import { a } from './a'; export const b = () => a;`, { './a': 'a.ts' });
    assert.equal((load('a.ts', a, b)['sum'] as () => number)(), 2);
  });

  it("gives Node's own modules", () => {
    const a = learner(
      'a.ts',
      `import { posix } from 'node:path'; export const joined = posix.join('a', 'b');`,
    );
    assert.equal(load('a.ts', a)['joined'], 'a/b');
  });

  it('gives the check kit and the facts about the solution to checks, and not to the solution', () => {
    const kit = { 'codealong/checkkit': 'codealong/checkkit', 'codealong/solution': 'codealong/solution' };
    const source = `import { Finding } from 'codealong/checkkit'; import { solution } from 'codealong/solution'; export const kit = [Finding, solution.globals('a.ts')];`;
    assert.deepEqual(load('checks:a.ts', hidden('checks:a.ts', source, kit))['kit'], [Finding, ['fetch']]);
    assert.throws(() => load('a.ts', learner('a.ts', source, kit)), /There is no module codealong\/checkkit/);
  });

  describe('tells a check that asks for an export that is not there', () => {
    const asking = hidden('checks:a.ts', `import { sum } from '../a'; export const call = () => sum(1);`, {
      '../a': 'a.ts',
    });
    const call = (source: string): (() => unknown) =>
      load('checks:a.ts', asking, learner('a.ts', source))['call'] as () => unknown;

    for (const [source, actual] of [
      ['export const add = 1; export default 2;', 'exports: add, default'],
      ['const sum = 1;', 'no exports'],
    ] as const) {
      it(`when there are ${actual}`, () => {
        assert.throws(call(source), (error) => {
          assert.ok(error instanceof Finding);
          assert.deepEqual(
            [error.message, error.expected, error.actual],
            ['a.ts does not export `sum`.', 'an export named sum', actual],
          );
          return true;
        });
      });
    }

    it('and not when it is there, whatever its value', () => {
      assert.equal(load('a.ts', learner('a.ts', 'export const sum = undefined;'))['sum'], undefined);
      assert.equal(call('export const sum = (n: number) => n + 1;')(), 2);
    });
  });
});
