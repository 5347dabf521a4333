import assert from 'node:assert/strict';
import fc from 'fast-check';
import * as v from 'valibot';
import { mergeProgress } from './merge';
import { noProgress, progressSchema, type Progress, type TrackProgress } from './progress';

/** As it is on disk: keys without a value are not there. */
const written = (progress: unknown): unknown => JSON.parse(JSON.stringify(progress));

// Few values, so that two of them often meet in the same place.
const moment = fc.integer({ min: 1, max: 4 });
const unknownKeys = fc.dictionary(fc.constantFrom('note', 'stars'), fc.jsonValue({ maxDepth: 2 }), {
  maxKeys: 2,
});
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
const withUnknown = <Value extends object>(known: fc.Arbitrary<Value>) =>
  fc.tuple(unknownKeys, known).map(([unknown, value]) => ({ ...unknown, ...value }));
const rating = withUnknown(fc.record({ mark: fc.nat({ max: 3 }), at: moment }));
const track = withUnknown(
  fc.record({
    startedAt: moment,
    checkedAt: maybe(moment),
    verdict: maybe(fc.constantFrom('passed', 'failed', 'unchecked')),
    passed: maybe(moment),
    total: maybe(moment),
    failing: maybe(fc.subarray(['first', 'second'])),
    referenceSeenAt: maybe(moment),
    startedOverAt: maybe(moment),
    soloAt: maybe(moment),
    solvedAt: maybe(moment),
    productionReadyAt: maybe(moment),
    ratings: maybe(fc.dictionary(fc.constantFrom('failure', 'scale'), rating, { maxKeys: 2 })),
  }),
);
const exercise = withUnknown(
  fc.record({
    hints: fc.nat({ max: 3 }),
    causes: maybe(fc.subarray(['first', 'second'])),
    tracks: withUnknown(fc.record({ typescript: maybe(track), go: maybe(track) })),
  }),
);
const progress = withUnknown(
  fc.record({
    formatVersion: fc.constant(1),
    exercises: fc.dictionary(fc.constantFrom('adder', 'breaker', 'cache'), exercise, { maxKeys: 3 }),
    ticks: fc.dictionary(
      fc.constantFrom('phase-1/1.1', 'do/load'),
      withUnknown(fc.record({ done: fc.boolean(), at: moment })),
    ),
  }),
).map((data) => v.parse(progressSchema, JSON.parse(JSON.stringify(data))));

describe('merging the progress of two copies', () => {
  it('does not care which is which', () => {
    fc.assert(
      fc.property(progress, progress, (one, other) =>
        assert.deepEqual(written(mergeProgress(one, other)), written(mergeProgress(other, one))),
      ),
    );
  });

  it('does not care in what order three are merged', () => {
    fc.assert(
      fc.property(progress, progress, progress, (one, two, three) =>
        assert.deepEqual(
          written(mergeProgress(mergeProgress(one, two), three)),
          written(mergeProgress(one, mergeProgress(two, three))),
        ),
      ),
    );
  });

  it('changes nothing when both are the same, or one is empty', () => {
    fc.assert(
      fc.property(progress, (one) => {
        assert.deepEqual(written(mergeProgress(one, one)), written(one));
        assert.deepEqual(written(mergeProgress(one, noProgress)), written(one));
      }),
    );
  });

  it('is written in the same words on both sides', () => {
    fc.assert(
      fc.property(progress, progress, (one, other) =>
        assert.equal(
          JSON.stringify(mergeProgress(one, other).exercises),
          JSON.stringify(mergeProgress(other, one).exercises),
        ),
      ),
    );
  });

  it('gives progress that can be read again', () => {
    fc.assert(
      fc.property(progress, progress, (one, other) =>
        assert.ok(v.is(progressSchema, written(mergeProgress(one, other)))),
      ),
    );
  });

  const inGo = (go: TrackProgress, hints = 0): Progress => ({
    ...noProgress,
    exercises: { adder: { hints, tracks: { go } } },
  });
  const merged = (one: Progress, other: Progress) => mergeProgress(one, other).exercises['adder'];

  it('counts every hint that either side has shown', () => {
    const shown = (hints: number, numbers?: number[]): Progress => ({
      ...noProgress,
      exercises: { adder: { hints, ...(numbers && { shown: numbers }), tracks: {} } },
    });
    assert.deepEqual(mergeProgress(shown(2), shown(1, [4])).exercises['adder'], {
      hints: 3,
      shown: [1, 2, 4],
      tracks: {},
    });
    assert.deepEqual(mergeProgress(shown(3), shown(1, [2])).exercises['adder'], { hints: 3, tracks: {} });
  });

  it('keeps what was reached first, the latest verdict and the most hints', () => {
    const one: TrackProgress = {
      ...{ startedAt: 1, checkedAt: 9, passed: 4, total: 5, failing: ['last'], solvedAt: 5 },
      ...{ referenceSeenAt: 4, startedOverAt: 6 },
      verdict: 'failed',
    };
    const other: TrackProgress = {
      ...{ startedAt: 2, checkedAt: 7, passed: 5, total: 5, solvedAt: 3, productionReadyAt: 7 },
      ...{ referenceSeenAt: 2, startedOverAt: 5, soloAt: 6 },
      verdict: 'passed',
    };
    assert.deepEqual(written(merged(inGo(one, 1), inGo(other, 3))), {
      hints: 3,
      tracks: {
        go: {
          ...{ startedAt: 1, checkedAt: 9, verdict: 'failed', passed: 4, total: 5, failing: ['last'] },
          ...{ referenceSeenAt: 2, startedOverAt: 6, soloAt: 6 },
          ...{ solvedAt: 3, productionReadyAt: 7 },
        },
      },
    });
  });

  it('keeps the tracks and the exercises of both', () => {
    const typescript = { startedAt: 4 };
    const other: Progress = {
      ...noProgress,
      exercises: { adder: { hints: 0, tracks: { typescript } }, breaker: { hints: 2, tracks: {} } },
    };
    const both = mergeProgress(inGo({ startedAt: 1 }), other).exercises;
    assert.deepEqual(Object.keys(both['adder']?.tracks ?? {}).sort(), ['go', 'typescript']);
    assert.equal(both['breaker']?.hints, 2);
  });
});
