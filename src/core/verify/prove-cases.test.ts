import assert from 'node:assert/strict';
import { withCases } from '../../../test/check/support/cases';
import {
  adderManifest,
  adderOf,
  memoryPack,
  replacing,
  type PackChanges,
} from '../../../test/check/support/packs';
import type { CaseRun, CaseRunner } from '../cases/case-runner';
import { proveCases } from './prove-cases';

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

async function prove(runner: Pick<CaseRunner, 'run'>, changes: PackChanges = {}) {
  const pack = await memoryPack({ ...withCases, ...changes });
  const { signal } = new AbortController();
  return proveCases({
    pack,
    exercise: await adderOf(pack),
    language: 'typescript',
    runner,
    width: 1,
    signal,
  });
}

const noWrong = replacing(
  '  - { id: forgets-last, language: typescript, story: Stops one too early., rejectedBy: [adds] }\n',
  '',
);

describe('the proof of a case', () => {
  it('holds when it passes with what is right and fails with what its check rejects', async () => {
    const { runner, tried } = runnerWith({});
    assert.deepEqual(await prove(runner), [
      { language: 'typescript', check: 'adds', outcome: 'proven', failsWith: 'wrong/forgets-last' },
    ]);
    assert.deepEqual(tried, ['right', 'right', 'wrong']);
  });

  it('is content with the starter where no wrong solution shows it', async () => {
    const starter = { language: 'typescript', check: 'adds', outcome: 'proven', failsWith: 'starter' };
    assert.deepEqual(await prove(runnerWith({ wrong: passed }).runner), [starter]);
    assert.deepEqual(await prove(runnerWith({}).runner, { [adderManifest]: noWrong }), [starter]);
  });

  const broken: readonly (readonly [
    name: string,
    ends: Parameters<typeof runnerWith>[0],
    message: string,
  ])[] = [
    ['fails with a right solution', { right: failed }, 'must pass with reference, but: expected 6'],
    [
      'can not be built',
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
      assert.equal(proof.message?.replace('alternative/reduce', 'reference'), message);
    });
  }

  it('takes what this machine can not run, or what was stopped, for not run', async () => {
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
    const pack = await memoryPack();
    const request = {
      pack,
      exercise: await adderOf(pack),
      language: 'typescript',
      runner,
      width: 1,
    } as const;
    assert.deepEqual(await proveCases({ ...request, signal: new AbortController().signal }), []);
    assert.deepEqual(tried, []);
  });
});
