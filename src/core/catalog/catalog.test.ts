import assert from 'node:assert/strict';
import { courseWith, exerciseWith } from '../../../test/check/support/manifest';
import { refusal } from '../../../test/check/support/refusal';
import {
  catalogOf,
  exerciseOf,
  languagesOf,
  learnerFiles,
  trackOf,
  type Catalog,
  type Exercise,
} from './catalog';

const files = (...paths: string[]) => ({ files: paths.map((path) => ({ path, role: 'learner' as const })) });

const catalogWith = (...exercises: Exercise[]): Catalog =>
  catalogOf({ course: courseWith(), places: undefined, problems: [] }, exercises);

describe('a catalog', () => {
  it('gives the exercise with an id', async () => {
    const adder = exerciseWith();
    assert.equal(await exerciseOf(catalogWith(adder), 'adder'), adder);
  });

  it('answers an unknown id with the ids that it has', async () => {
    const catalog = catalogWith(exerciseWith(), exerciseWith({ id: 'breaker' }));
    assert.equal(
      await refusal('unknown-exercise', () => exerciseOf(catalog, 'adders')),
      'There is no exercise "adders" in this course. It has: adder, breaker.',
    );
    await refusal('unknown-exercise', () => exerciseOf(catalogWith(), 'constructor'));
  });
});

describe('the languages of an exercise', () => {
  it('are those with a track, TypeScript first', () => {
    const both = exerciseWith({ tracks: { go: files('a.go'), typescript: files('a.ts') } });
    assert.deepEqual(languagesOf(both.manifest), ['typescript', 'go']);
    assert.deepEqual(languagesOf(exerciseWith({ tracks: { go: files('a.go') } }).manifest), ['go']);
  });

  it('are named when another one is asked for', async () => {
    const goOnly = exerciseWith({ tracks: { go: files('a.go') } });
    assert.equal(
      await refusal('unknown-language', () => trackOf(goOnly, 'typescript')),
      '"adder" has no typescript track. It can be solved in: go.',
    );
  });
});

describe("the learner's files", () => {
  it('are those with their role, in the order of the manifest', () => {
    const tracks = {
      typescript: {
        files: [
          { path: 'b.ts', role: 'learner' as const },
          { path: 'given.ts', role: 'given' as const },
          { path: 'a.ts', role: 'learner' as const },
        ],
      },
    };
    assert.deepEqual(learnerFiles(exerciseWith({ tracks }), 'typescript'), ['b.ts', 'a.ts']);
  });
});
