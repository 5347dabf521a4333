import assert from 'node:assert/strict';
import { casesThat } from '../../../test/check/support/case-runners';
import { judgeSaying } from '../../../test/check/support/judges';
import { adderOf, memoryPack } from '../../../test/check/support/packs';
import { parseYaml } from '../../node/parse-yaml';
import { loadCatalog } from '../catalog/load-catalog';
import type { Judge } from '../check/judge';
import type { SolutionProof } from './proof';
import { noMemory } from './proof-memory';
import type { ProofOptions } from './proof-request';
import { proveExercises } from './prove';

const noToolchain: Judge = {
  judge: async () => ({
    reason: { code: 'no-toolchain', message: 'Go is needed.' },
    findings: [],
    output: '',
    notes: [],
  }),
};

/** Judges as the fixture's checks would: the starter throws, the wrong solution is short of a number, the others are right. */
const right: Judge = {
  judge: async (job, hear, signal) => {
    const text = await job.solution.read('pkg/sum/sum.ts');
    const isWrong = text.includes('Not written yet') || text.includes('slice(0, -1)');
    return judgeSaying(isWrong ? 'failed' : 'passed').judge(job, hear, signal);
  },
};

async function prove(code: { typescript: Judge; go: Judge }, options: Partial<ProofOptions> = {}) {
  const pack = await memoryPack();
  const judges = {
    ...code,
    sql: judgeSaying('failed'),
    yaml: judgeSaying('failed'),
    markdown: judgeSaying('failed'),
  };
  const anchors = await (await loadCatalog(pack, parseYaml)).sections();
  const settings = { repeat: 1, width: 2, signal: new AbortController().signal, ...options };
  const ports = { pack, judges, caseRunners: casesThat('pass'), clock: { now: () => 0 }, memory: noMemory };
  const [proof] = await proveExercises(ports, [await adderOf(pack)], anchors, settings);
  assert.ok(proof);
  return proof;
}

const outcomes = (solutions: readonly SolutionProof[]): readonly string[] =>
  solutions.map(({ language, id, outcome, runs }) => `${language} ${id} ${outcome} ${runs}`);

describe('the proof of an exercise', () => {
  it('holds when every solution gets the declared verdict, as often as it was asked for', async () => {
    const { id, problems, solutions } = await prove(
      { typescript: right, go: right },
      { repeat: 3, language: 'typescript' },
    );
    assert.deepEqual([id, problems], ['adder', []]);
    assert.deepEqual(outcomes(solutions), [
      'typescript starter proven 3',
      'typescript reference proven 3',
      'typescript reduce proven 3',
      'typescript forgets-last proven 3',
    ]);
  });

  it('takes a language that this machine cannot judge for not run, never for proven', async () => {
    const { solutions } = await prove({ typescript: right, go: noToolchain });
    const go = solutions.filter(({ language }) => language === 'go');
    assert.equal(go.length, 4);
    for (const { outcome, message, runs } of go)
      assert.deepEqual([outcome, message, runs], ['not-run', 'Go is needed.', 0]);
  });

  it('breaks for a starter that passes and a wrong solution that nothing rejects', async () => {
    const { solutions } = await prove(
      { typescript: judgeSaying('passed'), go: noToolchain },
      { language: 'typescript' },
    );
    assert.deepEqual(
      solutions.flatMap(({ id, outcome, message }) =>
        outcome === 'broken' ? [`${id} ${message ?? ''}`] : [],
      ),
      ['starter must fail, but is passed', 'forgets-last must be rejected by adds (passed), but is passed'],
    );
  });

  it('breaks when a later run disagrees with the first', async () => {
    let runs = 0;
    const moody: Judge = {
      judge: async (job, hear, signal) => {
        if (++runs < 3) return judgeSaying('failed').judge(job, hear, signal);
        for (const { id } of job.exercise.manifest.checks)
          hear({
            type: 'check-ended',
            id,
            status: id === 'adds' ? 'failed' : 'passed',
            durationMs: 1,
          });
        hear({ type: 'ended' });
        return { findings: [], output: '', notes: [] };
      },
    };
    const { solutions } = await prove(
      { typescript: moody, go: noToolchain },
      { repeat: 5, width: 1, language: 'typescript' },
    );
    assert.deepEqual(solutions[0], {
      ...{
        language: 'typescript',
        role: 'starter',
        id: 'starter',
        rejectedBy: [],
        outcome: 'broken',
        runs: 3,
      },
      message:
        'run 3 disagrees with run 1: failed  adds=failed adds-nothing=passed against failed  adds=failed adds-nothing=failed',
    });
  });

  it('takes what it did not come to before it was stopped for not run', async () => {
    const stop = new AbortController();
    const stopping: Judge = {
      judge: async (...request) => {
        stop.abort();
        return judgeSaying('passed').judge(...request);
      },
    };
    const { solutions } = await prove(
      { typescript: stopping, go: noToolchain },
      { width: 1, language: 'typescript', signal: stop.signal },
    );
    for (const { outcome, message, runs } of solutions)
      assert.deepEqual([outcome, message, runs], ['not-run', 'stopped before it was proven', 0]);
  });

  it('tells of every solution as soon as it is done', async () => {
    const told: string[] = [];
    const onProof: ProofOptions['onProof'] = (exercise, { solution, recalled }, { done, total }) =>
      told.push(`${exercise.manifest.id} ${solution?.id ?? ''} ${done}/${total} ${recalled}`);
    await prove({ typescript: right, go: noToolchain }, { language: 'typescript', width: 1, onProof });
    assert.deepEqual(told, [
      'adder starter 1/4 false',
      'adder reference 2/4 false',
      'adder reduce 3/4 false',
      'adder forgets-last 4/4 false',
    ]);
  });

  it('is the same in shards: each piece is in exactly one', async () => {
    for (const of of [1, 2, 3, 5, 11]) {
      const told: string[] = [];
      for (let number = 1; number <= of; number++) {
        const { solutions } = await prove({ typescript: right, go: right }, { shard: { number, of } });
        told.push(...solutions.map(({ language, id }) => `${language} ${id}`));
      }
      assert.equal(told.length, 8, `${of} shards`);
      assert.equal(new Set(told).size, 8, `${of} shards`);
    }
  });

  it('begins with what takes longest', async () => {
    const begun: string[] = [];
    const noting: Judge = {
      judge: (job, hear, signal) => {
        begun.push(job.solution.location);
        return right.judge(job, hear, signal);
      },
    };
    await prove({ typescript: noting, go: noting }, { width: 1 });
    assert.deepEqual(
      begun.map((place) => place.split('/').slice(1).join(' ')),
      [
        ...['go starter', 'go reference', 'go reduce', 'go forgets-last'],
        ...['typescript starter', 'typescript reference', 'typescript reduce', 'typescript forgets-last'],
      ],
    );
  });
});
