import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { exerciseWith } from '../../../test/check/support/manifest';
import type { Judge, RunEnd } from '../check/judge';
import type { ReasonCode } from '../check/report';
import { memoryFolder } from '../memory-folder';
import { fateOf, judgeMutants, type Fate, type JudgeMutantsRequest } from './judge-mutants';
import type { Mutant } from './mutant';

const file = 'pkg/sum/sum.ts';
const quiet: RunEnd = { findings: [], output: '', notes: [] };
const mutant = (text: string): Mutant => ({
  ...{ file, line: 1, column: 1, operator: 'string', original: '', replacement: '', source: '' },
  text,
});

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
}

/** A judge of solutions whose text says what becomes of them. */
const obedient: Judge = {
  judge: async ({ exercise, solution }, hear, signal) => {
    const ended = (id: string, status: 'passed' | 'failed'): void =>
      hear({ type: 'check-ended', id, status, durationMs: 1 });
    const over = (): RunEnd => (hear({ type: 'ended' }), quiet);
    const because = (code: ReasonCode): RunEnd => ({ ...quiet, reason: { code, message: `It is ${code}.` } });
    switch (await solution.read(file)) {
      case 'fails the last':
        ended('adds', 'passed');
        ended('adds-nothing', 'failed');
        return over();
      case 'fails and goes on':
        ended('adds', 'failed');
        await aborted(signal);
        return because('cancelled');
      case 'waits':
        await aborted(signal);
        return because('cancelled');
      case 'does not load':
        hear({ type: 'load-failed', failure: { message: 'no' } });
        return quiet;
      case 'ends early':
        ended('adds', 'passed');
        return quiet;
      case 'loops':
        return because('timed-out');
      case 'finds no process':
        return because('harness-fault');
      default:
        for (const { id } of exercise.manifest.checks) ended(id, 'passed');
        return over();
    }
  },
};

function request(rest: Partial<JudgeMutantsRequest> = {}): JudgeMutantsRequest {
  return {
    pack: memoryFolder('the pack', []),
    exercise: exerciseWith(),
    language: 'typescript',
    judge: obedient,
    clock: { now: () => 0 },
    solution: [{ path: file, text: 'is right' }],
    width: 2,
    signal: new AbortController().signal,
    ...rest,
  };
}

describe('a mutant', () => {
  const fates: readonly (readonly [text: string, fate: Fate])[] = [
    ['is like the right one', { outcome: 'survived' }],
    ['fails the last', { outcome: 'killed', by: 'adds-nothing' }],
    ['does not load', { outcome: 'killed', by: 'load-failed' }],
    ['loops', { outcome: 'killed', by: 'timed-out' }],
    ['ends early', { outcome: 'killed', by: 'exited-early' }],
    ['finds no process', { outcome: 'unjudged', message: 'It is harness-fault.' }],
  ];
  for (const [text, fate] of fates) {
    it(`that ${text} is ${fate.outcome}`, async () => {
      assert.deepEqual(await judgeMutants(request(), [mutant(text)]), [fate]);
    });
  }

  it('is over as soon as one check has failed', async () => {
    assert.deepEqual(await judgeMutants(request(), [mutant('fails and goes on')]), [
      { outcome: 'killed', by: 'adds' },
    ]);
  });

  it('stands in the place of its file, beside the others as they are', async () => {
    const seen: string[] = [];
    const judge: Judge = {
      judge: async (job, ...rest) => {
        seen.push(await job.solution.read(file), await job.solution.read('kit/index.ts'));
        return obedient.judge(job, ...rest);
      },
    };
    const solution = [
      { path: file, text: 'is right' },
      { path: 'kit/index.ts', text: 'the kit' },
    ];
    await judgeMutants(request({ judge, solution }), [mutant('loops')]);
    assert.deepEqual(seen, ['loops', 'the kit']);
  });

  it('is told of as soon as it is judged, and all fates are in the order of the mutants', async () => {
    const told: string[] = [];
    const onMutant: JudgeMutantsRequest['onMutant'] = ({ text }, { outcome }) =>
      told.push(`${text} ${outcome}`);
    const texts = ['is right', 'loops', 'does not load'];
    const fates = await judgeMutants(request({ onMutant }), texts.map(mutant));
    assert.deepEqual(
      fates.map(({ outcome }) => outcome),
      ['survived', 'killed', 'killed'],
    );
    assert.deepEqual(told.sort(), ['does not load killed', 'is right survived', 'loops killed']);
  });

  it('is unjudged when all is stopped, whether it has begun or not', async () => {
    const stop = new AbortController();
    const judging = judgeMutants(
      request({ signal: stop.signal, width: 1 }),
      ['waits', 'is right'].map(mutant),
    );
    setImmediate(() => stop.abort());
    const stopped: Fate = { outcome: 'unjudged', message: 'stopped before it was judged' };
    assert.deepEqual(await judging, [stopped, stopped]);
  });

  it('leaves no ear at the signal behind', async () => {
    const { signal } = new AbortController();
    await fateOf(request({ signal }), [{ path: file, text: 'is right' }]);
    assert.equal(getEventListeners(signal, 'abort').length, 0);
  });
});
