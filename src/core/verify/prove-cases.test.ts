import assert from 'node:assert/strict';
import { typescriptCase, withCases } from '../../../test/check/support/cases';
import { adderOf, memoryPack, type PackChanges } from '../../../test/check/support/packs';
import type { CaseRun, CaseRunner } from '../cases/case-runner';
import { proveCases } from './prove-cases';
import { loadSolutions } from './solutions';

type End = Partial<CaseRun> | { readonly reason: NonNullable<CaseRun['reason']> };

const passed: End = { passed: true };
const failed: End = { passed: false, output: 'expected 6\n' };

/** Runs cases as the solution in the folder deserves, and remembers with which solutions. */
function runnerWith(ends: { right?: End; wrong?: End; starter?: End }) {
  const tried: string[] = [];
  const runner: Pick<CaseRunner, 'run'> = {
    run: async (folder, cases) => {
      const text = await folder.read('pkg/sum/sum.ts');
      const kind = text.includes('Not written yet')
        ? 'starter'
        : text.includes('slice(0, -1)')
          ? 'wrong'
          : 'right';
      for (const { path } of cases) assert.equal(await folder.kind(path), 'file');
      tried.push(kind);
      const end = { right: passed, wrong: failed, starter: failed, ...ends }[kind];
      return { runs: cases.map(({ check }) => ({ check, passed: false, output: '', ...end })) };
    },
  };
  return { runner, tried };
}

async function prove(runner: Pick<CaseRunner, 'run'>, changes: PackChanges = withCases) {
  const pack = await memoryPack(changes);
  const exercise = await adderOf(pack);
  const all = (await loadSolutions(pack, exercise)).solutions;
  const solutions = all.filter(({ language }) => language === 'typescript');
  const { signal } = new AbortController();
  return proveCases({ pack, exercise, language: 'typescript', solutions, runner, signal });
}

describe('the proof of a case', () => {
  it('holds when it passes with what is right and fails with what its check rejects', async () => {
    const { runner, tried } = runnerWith({});
    assert.deepEqual(await prove(runner), [
      { language: 'typescript', check: 'adds', outcome: 'proven', failsWith: 'wrong/forgets-last' },
    ]);
    assert.deepEqual(tried, ['right', 'wrong']);
  });

  it('starts each solution once for all cases, and ends when every case has failed', async () => {
    const second = 'week-01/adder/typescript/cases/adds-nothing.ts';
    const { runner, tried } = runnerWith({});
    const both = { ...withCases, [second]: typescriptCase };
    assert.deepEqual(
      (await prove(runner, both)).map(({ check, failsWith }) => [check, failsWith]),
      [
        ['adds', 'wrong/forgets-last'],
        ['adds-nothing', 'starter'],
      ],
    );
    assert.deepEqual(tried, ['right', 'wrong', 'starter']);
  });

  it('is content with the starter where no wrong solution shows it', async () => {
    const starter = { language: 'typescript', check: 'adds', outcome: 'proven', failsWith: 'starter' };
    assert.deepEqual(await prove(runnerWith({ wrong: passed }).runner), [starter]);
    assert.deepEqual(
      await prove(runnerWith({}).runner, { ...withCases, 'week-01/adder/wrong/forgets-last.md': null }),
      [starter],
    );
  });

  const broken: readonly (readonly [
    name: string,
    ends: Parameters<typeof runnerWith>[0],
    message: string,
  ])[] = [
    ['fails with a right solution', { right: failed }, 'must pass with reference, but: expected 6'],
    [
      'cannot be built',
      { right: { reason: { code: 'syntax-error', message: 'case.ts:1:1: what?' } } },
      'must pass with reference, but: case.ts:1:1: what?',
    ],
    [
      'never ends instead of failing',
      { wrong: { reason: { code: 'timed-out', message: 'It did not finish.' } } },
      'must fail with wrong/forgets-last, but: It did not finish.',
    ],
    [
      'fails with nothing',
      { wrong: passed, starter: passed },
      'fails with no solution that its check rejects',
    ],
  ];
  for (const [name, ends, message] of broken) {
    it(`breaks for one that ${name}`, async () => {
      const [proof] = await prove(runnerWith(ends).runner);
      assert.equal(proof?.outcome, 'broken');
      assert.equal(proof.message, message);
    });
  }

  it('takes what this machine cannot run, or what was stopped, for not run', async () => {
    const reasons = [
      { code: 'no-toolchain', message: 'Go is needed.' },
      { code: 'cancelled', message: 'It was cancelled.' },
    ] as const;
    for (const reason of reasons) {
      const [proof] = await prove({ run: async () => ({ reason }) });
      assert.equal(proof?.outcome, 'not-run');
    }
  });

  it('runs nothing where there is no case', async () => {
    const { runner, tried } = runnerWith({});
    assert.deepEqual(await prove(runner, {}), []);
    assert.deepEqual(tried, []);
  });
});
