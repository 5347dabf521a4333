import assert from 'node:assert/strict';
import { typescriptCase, typescriptCaseFile, withCases } from '../../../test/check/support/cases';
import { casesThat } from '../../../test/check/support/case-runners';
import { judgeSaying } from '../../../test/check/support/judges';
import {
  adderManifest,
  adderOf,
  memoryPack,
  replacing,
  type PackChanges,
} from '../../../test/check/support/packs';
import type { CaseRunner } from '../cases/case-runner';
import type { Judge } from '../check/judge';
import { piecesOf } from './pieces';
import type { PieceProof } from './proof';
import type { ProofMemory } from './proof-memory';
import type { ProofOptions } from './proof-request';
import { loadSolutions } from './solutions';

const adder = (path: string): string => `week-01/adder/${path}`;

/** Keeps what it is told, by what it depends on written out in full. */
function memoryIn(kept: Map<string, unknown>): ProofMemory {
  return {
    keyOf: (language, parts) => JSON.stringify([language, parts]),
    recall: (exercise, key) => kept.get(`${exercise} ${key}`),
    keep: (exercise, key, outcome) => void kept.set(`${exercise} ${key}`, outcome),
  };
}

/** Proves the pieces of the fixture, and tells what had to run. */
async function prove(
  kept: Map<string, unknown>,
  changes: PackChanges = {},
  options: Partial<ProofOptions> = {},
  judgeOf: (right: boolean) => Judge = (right) => judgeSaying(right ? 'passed' : 'failed'),
) {
  const pack = await memoryPack(changes);
  const exercise = await adderOf(pack);
  const ran: string[] = [];
  const judge: Judge = {
    judge: async (job, hear, signal) => {
      ran.push(job.solution.location);
      return judgeOf(/reference|reduce/.test(job.solution.location)).judge(job, hear, signal);
    },
  };
  const caseRunner: Pick<CaseRunner, 'run'> = {
    run: async (folder, tried, signal) => {
      ran.push(`cases ${folder.location}`);
      const end = /reference/.test(folder.location) ? 'pass' : 'fail';
      return casesThat(end).typescript.run(folder, tried, signal);
    },
  };
  const ports = {
    ...{
      pack,
      judges: { typescript: judge, go: judge, sql: judge, yaml: judge, markdown: judge },
      clock: { now: () => 0 },
    },
    ...{ caseRunners: { typescript: caseRunner, go: caseRunner }, memory: memoryIn(kept) },
  };
  const settings = {
    ...{ repeat: 1, width: 1, language: 'typescript' as const, signal: new AbortController().signal },
    ...options,
  };
  const pieces = await piecesOf(ports, exercise, await loadSolutions(pack, exercise), settings);
  const proofs: PieceProof[] = [];
  for (const piece of pieces) proofs.push(await piece.prove());
  return { ran, proofs, pieces };
}

const all = ['adder/typescript/starter', 'adder/typescript/reference', 'adder/typescript/reduce'];
const wrong = 'adder/typescript/forgets-last';
const cases = ['cases adder/typescript/reference', `cases ${wrong}`];

describe('the pieces of a proof', () => {
  it('are the solutions, and all cases of a language as one', async () => {
    const { ran, proofs } = await prove(new Map(), withCases);
    assert.deepEqual(ran, [...all, wrong, ...cases]);
    assert.deepEqual(
      proofs.map(({ solution, cases: ofCases, recalled }) => [
        solution?.outcome ?? ofCases?.map(({ outcome }) => outcome),
        recalled,
      ]),
      [...[...all, wrong].map(() => ['proven', false]), [['proven'], false]],
    );
  });

  it('are those of both languages, those in Go the heavier', async () => {
    const { pieces } = await prove(new Map(), withCases, { language: undefined });
    assert.deepEqual(
      pieces.map(({ weight }) => weight),
      [3, 3, 3, 1, 4, 30, 30, 30, 10, 40],
    );
  });

  it('are only the named solutions, and no cases, when names are given', async () => {
    const { ran } = await prove(new Map(), withCases, { names: ['wrong/forgets-last', 'reference'] });
    assert.deepEqual(ran, ['adder/typescript/reference', wrong]);
  });

  it('run nothing when they are recalled, and give the same proof', async () => {
    const kept = new Map<string, unknown>();
    const first = await prove(kept, withCases);
    const again = await prove(kept, withCases);
    assert.deepEqual(again.ran, []);
    assert.deepEqual(
      again.proofs,
      first.proofs.map((proof) => ({ ...proof, recalled: true })),
    );
  });

  const changes: readonly (readonly [name: string, changed: PackChanges, ran: readonly string[]])[] = [
    ['a word of the brief', { [adder('brief.md')]: replacing('Write', 'Do write') }, []],
    ['a title in the manifest', { [adderManifest]: replacing('title: Adder', 'title: Sums') }, []],
    ['a story', { [adder('wrong/forgets-last.md')]: replacing('too early', 'early') }, []],
    [
      'an edit',
      { [adder('wrong/forgets-last.md')]: replacing('slice(0, -1)', 'slice(1)') },
      [wrong, ...cases],
    ],
    [
      'what a mistake is rejected by',
      { [adder('wrong/forgets-last.md')]: replacing('`adds`', '`adds`, `adds-nothing`') },
      [wrong, ...cases],
    ],
    [
      'the starter, where every other solution covers it',
      { [adder('typescript/starter/pkg/sum/sum.ts')]: replacing('Not written yet', 'Not yet') },
      ['adder/typescript/starter', ...cases],
    ],
    ['a case', { [typescriptCaseFile]: replacing('counts as well', 'counts')(typescriptCase) }, cases],
    ['the kit', { 'kit/typescript/kit/index.ts': (old) => `${old}\n` }, [...all, wrong, ...cases]],
    [
      'a hidden check',
      { [adder('typescript/checks/sum.checks.ts')]: (old) => `${old}\n` },
      [...all, wrong, ...cases],
    ],
    [
      'the files of the track, which is what of a folder is judged',
      { [adderManifest]: replacing('pkg/sum/sum.ts,', 'pkg/sum/sum.ts, given: pkg/given.ts,') },
      [...all, wrong, ...cases],
    ],
    [
      'which checks there are, and their order',
      { [adderManifest]: replacing('    after: [adds]\n', '') },
      [...all, wrong, ...cases],
    ],
  ];
  for (const [name, changed, ran] of changes) {
    it(`run again as far as they depend on it after a change of ${name}`, async () => {
      const kept = new Map<string, unknown>();
      await prove(kept, withCases);
      assert.deepEqual((await prove(kept, { ...withCases, ...changed })).ran, ran);
    });
  }

  it('run again when more runs must agree than did', async () => {
    const kept = new Map<string, unknown>();
    await prove(kept, {}, { repeat: 2 });
    assert.equal((await prove(kept, {}, { repeat: 1 })).ran.length, 0);
    assert.equal((await prove(kept, {}, { repeat: 3 })).ran.length, 4 * 3);
  });

  it('are not kept when they are broken', async () => {
    const kept = new Map<string, unknown>();
    const contrary = (right: boolean): Judge => judgeSaying(right ? 'failed' : 'passed');
    const { proofs } = await prove(kept, {}, {}, contrary);
    assert.deepEqual(new Set(proofs.map(({ solution }) => solution?.outcome)), new Set(['broken']));
    assert.equal(kept.size, 0);
    assert.equal((await prove(kept)).ran.length, 4);
  });
});
