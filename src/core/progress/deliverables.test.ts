import assert from 'node:assert/strict';
import { courseWith, manifestWith } from '../../../test/check/support/manifest';
import { catalogOf } from '../catalog/catalog';
import { deliverableState } from './deliverables';
import { noProgress, type Progress } from './progress';

const catalog = catalogOf(
  { course: courseWith(), places: undefined, problems: [] },
  ['breaker', 'metrics'].map((id) => ({
    manifest: manifestWith({ id, title: `The ${id}` }),
    path: `week-01/${id}`,
  })),
);
const solved = (...ids: string[]): Progress => ({
  ...noProgress,
  exercises: Object.fromEntries(
    ids.map((id) => [id, { hints: 0, tracks: { go: { startedAt: 1, solvedAt: 2 } } }]),
  ),
});
const stateWith = (progress: Progress, ...needs: string[]) =>
  deliverableState(catalog, progress, { title: 'Dashboard', needs });

describe('a deliverable', () => {
  it('is done once all that it needs is solved, in one language', () => {
    assert.ok(stateWith(solved('breaker', 'metrics'), 'breaker', 'metrics').isDone);
  });

  it('says by title what is missing', () => {
    assert.deepEqual(stateWith(solved('breaker'), 'breaker', 'metrics'), {
      ...{ title: 'Dashboard', isDone: false, missing: ['The metrics'], planned: [] },
    });
  });

  it('is not done while the course lacks something, and says what', () => {
    const { isDone, missing, planned } = stateWith(solved('breaker'), 'breaker', 'tracing');
    assert.deepEqual({ isDone, missing, planned }, { isDone: false, missing: [], planned: ['tracing'] });
  });
});
