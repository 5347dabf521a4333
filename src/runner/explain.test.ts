import assert from 'node:assert/strict';
import { Finding } from '../checkkit/typescript';
import { compile } from '../node/typescript/compile';
import { explain, explainLoad } from './explain';
import { Thrown } from './guard-checks';
import type { RunnerJob } from '../core/check/runner-job';
import { createLoader } from './loader';

const source = `// a comment
type Numbers = readonly number[];

interface Lines {
  readonly that: string;
  readonly vanish: string;
  readonly whenCompiled: string;
  readonly soThatNumbersDiffer: string;
}

export function call(f: () => void): void {
  f();
}

export function fail(numbers: Numbers): number {
  throw new TypeError(\`no \${numbers.length}\`);
}
`;

const check = `import { call, fail } from '../a';
export const callback = () => call(() => { throw new RangeError('own'); });
export const direct = () => fail([1]);
export const own = () => { throw new RangeError('own'); };
`;

const job: RunnerJob = {
  modules: [
    { name: 'pkg/a.ts', ...compile('pkg/a.ts', source).compiled, imports: {}, hidden: false },
    {
      name: 'checks:a.ts',
      ...compile('checks:a.ts', check).compiled,
      imports: { '../a': 'pkg/a.ts' },
      hidden: true,
    },
  ],
  entries: [],
  checks: [],
  solution: { files: [], imports: [], globals: {} },
};

function thrownBy(name: 'direct' | 'own' | 'callback'): unknown {
  try {
    (createLoader(job)('checks:a.ts')[name] as () => unknown)();
  } catch (error) {
    return error;
  }
  return assert.fail('it must throw');
}

describe('explaining what a check threw', () => {
  it('passes a finding on as it is', () => {
    const finding = new Finding({ message: 'wrong', input: 'in', expected: 'this', actual: 'that' });
    assert.deepEqual(explain(finding, job), {
      message: 'wrong',
      input: 'in',
      expected: 'this',
      actual: 'that',
    });
    assert.deepEqual(explain(new Thrown(new Finding({ message: 'wrong' })), job), { message: 'wrong' });
  });

  it("names the learner's own line, as they wrote it", () => {
    assert.deepEqual(explain(thrownBy('direct'), job), {
      message: 'Your code threw TypeError: no 1',
      at: { file: 'pkg/a.ts', line: 16, column: 9 },
    });
  });

  for (const name of ['own', 'callback'] as const) {
    it(`names no line of the hidden checks, and blames none for an error of their ${name}`, () => {
      assert.deepEqual(explain(thrownBy(name), job), {
        message:
          'The check could not go on: RangeError: own. Something that your code returned, or did to what it was given, is not what the brief says.',
      });
    });
  }

  const values: readonly (readonly [value: unknown, described: string])[] = [
    ['text', "'text'"],
    [undefined, 'undefined'],
    [null, 'null'],
    [{ code: 1 }, '{ code: 1 }'],
    [0, '0'],
  ];
  for (const [value, described] of values) {
    it(`tells what was thrown when it is not an Error: ${described}`, () => {
      assert.deepEqual(explain(new Thrown(value), job), {
        message: `Your code threw ${described}, which is not an Error.`,
      });
    });
  }

  it('knows whose an error is that makes a secret of its stack', () => {
    const strange = Object.assign(new Error('strange'), { stack: 7 });
    assert.deepEqual(explain(strange, job), { message: 'Your code threw Error: strange.' });
  });

  it('knows whose an error is that is a trap', () => {
    const bite = (): never => assert.fail('bitten');
    const trap = Object.defineProperties(new Error('trap'), { stack: { get: bite }, message: { get: bite } });
    assert.deepEqual(explain(trap, job), { message: 'Your code threw an error that cannot be shown.' });
  });
});

describe('explaining why a solution did not load', () => {
  it('names the line', () => {
    assert.deepEqual(explainLoad(thrownBy('direct'), job), {
      message: 'Your code could not be loaded: it threw TypeError: no 1',
      at: { file: 'pkg/a.ts', line: 16, column: 9 },
    });
  });

  it('tells what was thrown also when it is not an Error', () => {
    assert.deepEqual(explainLoad('text', job), { message: "Your code could not be loaded: it threw 'text'" });
  });

  it('passes a finding on as it is', () => {
    assert.deepEqual(explainLoad(new Finding({ message: 'missing' }), job), { message: 'missing' });
  });
});
