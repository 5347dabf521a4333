import assert from 'node:assert/strict';
import { exerciseWith } from '../../../test/check/support/manifest';
import { refusal } from '../../../test/check/support/refusal';
import { exerciseOf, languagesOf, learnerFiles, trackOf, type Catalog, type Exercise } from './catalog';

const files = (...paths: string[]) => ({ files: paths.map((path) => ({ path, role: 'learner' as const })) });

const catalogWith = (...exercises: Exercise[]): Catalog => ({
  course: { formatVersion: 1, title: 'Course', story: 'Story', phases: [], paths: [], weeks: [] },
  exercises: new Map(exercises.map((exercise) => [exercise.manifest.id, exercise])),
  places: undefined,
  problems: [],
});

describe('a catalog', () => {
  it('gives the exercise with an id', () => {
    const adder = exerciseWith();
    assert.equal(exerciseOf(catalogWith(adder), 'adder'), adder);
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
    assert.deepEqual(languagesOf(both), ['typescript', 'go']);
    assert.deepEqual(languagesOf(exerciseWith({ tracks: { go: files('a.go') } })), ['go']);
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
