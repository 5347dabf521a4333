import assert from 'node:assert/strict';
import * as v from 'valibot';
import { manifestFileSchema } from './manifest-file';
import { readManifest } from './read-manifest';

const adds = { title: 'Adds', rule: 1, why: 'It matters.' };

/** Reads a manifest that says the least it can, and what a test adds. */
function read(rest: object = {}) {
  const file = v.parse(manifestFileSchema, {
    ...{ formatVersion: 2, title: 'Adder', summary: 'Adds numbers.', size: 'S', guide: 'phase-1/1.1/adding' },
    ...{ objectives: ['Add numbers.'], outOfScope: ['Fractions.'] },
    typescript: { learner: ['pkg/sum.ts', 'pkg/http.ts', 'pkg/client/http.ts'], given: 'pkg/clock.ts' },
    checks: { adds },
    ...rest,
  });
  return readManifest(file, { id: 'adder', week: 1, block: 'a' });
}

const checkWith = (rest: object) => read({ checks: { adds: { ...adds, ...rest } } });
const complaintsOf = ({ complaints }: ReturnType<typeof read>) =>
  complaints.map(({ path, message }) => [path.join('.'), message]);

describe('readManifest', () => {
  it('fills in what the file leaves to a default, and takes its place from the course', () => {
    const { manifest, complaints } = read();
    assert.deepEqual(complaints, []);
    assert.deepEqual(manifest, {
      ...{ id: 'adder', week: 1, block: 'a' },
      ...{ title: 'Adder', summary: 'Adds numbers.', size: 'S', guide: 'phase-1/1.1/adding' },
      ...{ requires: [], objectives: ['Add numbers.'], outOfScope: ['Fractions.'] },
      tracks: {
        typescript: {
          files: [
            { path: 'pkg/sum.ts', role: 'learner' },
            { path: 'pkg/http.ts', role: 'learner' },
            { path: 'pkg/client/http.ts', role: 'learner' },
            { path: 'pkg/clock.ts', role: 'given' },
          ],
        },
      },
      checks: [
        {
          ...{ id: 'adds', title: 'Adds', rules: [1], level: 'core', why: 'It matters.' },
          ...{ guide: 'phase-1/1.1/adding', after: [], at: {} },
        },
      ],
      annotations: [],
    });
  });

  it('keeps the order of checks, and takes one rule or several', () => {
    const { manifest } = read({ checks: { second: { ...adds, rule: [2, 3] }, first: adds } });
    assert.deepEqual(
      manifest.checks.map(({ id, rules }) => [id, rules]),
      [
        ['second', [2, 3]],
        ['first', [1]],
      ],
    );
  });

  const anchors: readonly (readonly [written: string, anchor: string])[] = [
    ['empty-sums', 'phase-1/1.1/empty-sums'],
    ['phase-2/2.3', 'phase-2/2.3'],
    ['phase-2/2.3/queues', 'phase-2/2.3/queues'],
  ];
  for (const [written, anchor] of anchors) {
    it(`takes "${written}" for the section ${anchor}, of a check and of an annotation`, () => {
      assert.equal(checkWith({ guide: written }).manifest.checks[0]?.guide, anchor);
      const annotation = { at: { typescript: 'Sum' }, guide: written, note: 'Here.' };
      assert.equal(read({ annotations: [annotation] }).manifest.annotations[0]?.guide, anchor);
    });
  }

  const places: readonly (readonly [written: string, file: string, symbol: string])[] = [
    ['Sum.add', 'pkg/sum.ts', 'Sum.add'],
    ['clock.ts#Clock.now', 'pkg/clock.ts', 'Clock.now'],
    ['client/http.ts#get', 'pkg/client/http.ts', 'get'],
    ['pkg/http.ts#handle', 'pkg/http.ts', 'handle'],
  ];
  for (const [written, file, symbol] of places) {
    it(`finds ${symbol} of ${file} where "${written}" is written`, () => {
      const { manifest, complaints } = checkWith({ at: { typescript: written } });
      assert.deepEqual([manifest.checks[0]?.at, complaints], [{ typescript: { file, symbol } }, []]);
    });
  }

  it('gives a check the place of its track where it names none', () => {
    const track = { learner: 'pkg/sum.ts', at: 'Sum.add' };
    const checks = { adds, other: { ...adds, at: { typescript: 'Sum' } } };
    const { manifest } = read({ typescript: track, go: { learner: 'sum.go' }, checks });
    assert.deepEqual(
      manifest.checks.map(({ at }) => at),
      ['Sum.add', 'Sum'].map((symbol) => ({ typescript: { file: 'pkg/sum.ts', symbol } })),
    );
  });

  it('makes one annotation for each language that it names', () => {
    const tracks = { typescript: { learner: 'a.ts' }, go: { learner: 'a.go' } };
    const annotation = { at: { typescript: 'sum', go: 'Sum' }, guide: 'adding', note: 'Here.' };
    assert.deepEqual(read({ ...tracks, annotations: [annotation] }).manifest.annotations, [
      { file: 'a.ts', symbol: 'sum', guide: 'phase-1/1.1/adding', note: 'Here.' },
      { file: 'a.go', symbol: 'Sum', guide: 'phase-1/1.1/adding', note: 'Here.' },
    ]);
  });

  describe('complains, at its path, about', () => {
    it('a place in a file that the track does not have', () => {
      assert.deepEqual(complaintsOf(checkWith({ at: { typescript: 'tp.ts#handle' } })), [
        ['checks.adds.at.typescript', 'no file of the track ends in "tp.ts"'],
      ]);
    });

    it('a place that several files could be', () => {
      const annotation = { at: { typescript: 'http.ts#handle' }, guide: 'adding', note: 'Here.' };
      assert.deepEqual(complaintsOf(read({ annotations: [annotation] })), [
        ['annotations.0.at.typescript', 'several files of the track end in "http.ts": name more of the path'],
      ]);
    });

    it('a place in a language without a track', () => {
      assert.deepEqual(complaintsOf(checkWith({ at: { go: 'Sum' } })), [
        ['checks.adds.at.go', 'the exercise has no such track'],
      ]);
    });

    it('the place of a track, once for all its checks', () => {
      const typescript = { learner: 'pkg/sum.ts', at: 'gone.ts#Sum' };
      assert.deepEqual(complaintsOf(read({ typescript, checks: { adds, other: adds } })), [
        ['typescript.at', 'no file of the track ends in "gone.ts"'],
      ]);
    });
  });
});
