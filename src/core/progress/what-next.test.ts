import assert from 'node:assert/strict';
import { courseWith, manifestWith } from '../../../test/check/support/manifest';
import { catalogOf } from '../catalog/catalog';
import type { Week } from '../catalog/course';
import { noProgress, withReport, withStart, type Progress } from './progress';
import { lastWorkedOn, nextExercise } from './what-next';

const week = (number: number, ids: readonly string[]): Week => {
  const block = (id: 'a' | 'b' | 'c', own: readonly string[]) => {
    const items = own.map((exercise) => ({ kind: 'build' as const, exercise }));
    return { id, days: 'Monday', title: id, teaches: id, items };
  };
  const blocks = [block('a', ids), block('b', []), block('c', [])];
  return { number, title: `${number}`, focus: '', blocks, deliverables: [] };
};

const manifests = [
  manifestWith({ id: 'sheet', tracks: { yaml: { files: [] } } }),
  manifestWith({ id: 'one' }),
  manifestWith({ id: 'two' }),
  manifestWith({ id: 'three' }),
];
const catalog = catalogOf(
  {
    course: courseWith({ weeks: [week(1, ['sheet', 'one', 'gone', 'two']), week(2, ['three'])] }),
    places: undefined,
    problems: [],
  },
  manifests.map((manifest) => ({ manifest, path: `week-01/${manifest.id}` })),
);
const path = { id: 'short', title: 'Short', summary: '', weeks: [2] };

function solved(...ids: readonly string[]): Progress {
  return ids.reduce((progress: Progress, exercise) => {
    const report = { exercise, language: 'go', verdict: 'passed' as const, durationMs: 1, checks: [] };
    return withReport(progress, { ...report, findings: [], output: '', notes: [] }, 'go', 5);
  }, noProgress);
}

describe('what to go on with', () => {
  const next = (progress: Progress, ...rest: [limit?: typeof path, done?: string]) =>
    nextExercise(catalog, progress, rest[0], rest[1])?.id;

  it('is something to build in the beginning, of the learning path where there is one', () => {
    assert.equal(next(noProgress), 'one');
    assert.equal(next(noProgress, path), 'three');
  });

  it('is what follows and is not solved, else what was left out', () => {
    assert.equal(next(solved('one'), undefined, 'one'), 'two');
    assert.equal(next(solved('one', 'two'), undefined, 'one'), 'three');
    assert.equal(next(solved('two', 'three'), undefined, 'three'), 'sheet');
    assert.equal(next(solved('sheet', 'one', 'two', 'three'), undefined, 'three'), undefined);
  });

  it('is never the one that is just done', () => assert.equal(next(noProgress, path, 'three'), undefined));
});

describe('what a learner works on', () => {
  it('is what was started or checked last', () => {
    const started = withStart(withStart(noProgress, 'one', 'go', 3), 'two', 'typescript', 4);
    assert.deepEqual(lastWorkedOn(catalog, started), { exercise: 'two', language: 'typescript' });
    const checked = { ...started, exercises: { ...started.exercises, ...solved('one').exercises } };
    assert.deepEqual(lastWorkedOn(catalog, checked), { exercise: 'one', language: 'go' });
  });

  it('is nothing where nothing was started, or the course no longer has it', () => {
    assert.equal(lastWorkedOn(catalog, noProgress), undefined);
    assert.equal(lastWorkedOn(catalog, withStart(noProgress, 'gone', 'go', 1)), undefined);
  });
});
