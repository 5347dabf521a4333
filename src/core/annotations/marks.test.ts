import assert from 'node:assert/strict';
import { checkWith, courseWith, manifestWith } from '../../../test/check/support/manifest';
import { catalogOf } from '../catalog/catalog';
import type { Manifest } from '../catalog/manifest';
import { exerciseMarks, placeMarks, type ExerciseMarks } from './marks';

const breaker = manifestWith({
  id: 'circuit-breaker',
  tracks: {
    typescript: {
      files: [
        { path: 'pkg/breaker.ts', role: 'learner' },
        { path: 'pkg/clock.ts', role: 'given' },
      ],
    },
    go: { files: [{ path: 'pkg/breaker.go', role: 'learner' }] },
  },
  checks: [checkWith('opens', { at: { typescript: { file: 'pkg/breaker.ts', symbol: 'Breaker.execute' } } })],
  annotations: [
    { file: 'pkg/breaker.ts', symbol: 'Breaker', guide: 'phase-1/1.2', note: 'A state machine.' },
  ],
});

const catalogWith = (manifest: Manifest) =>
  catalogOf({ course: courseWith(), places: undefined, problems: [] }, [
    { manifest, path: 'week-01/circuit-breaker' },
  ]);

const whole = 'export class Breaker {\n  execute() {}\n}\n';

/** The marks of the one exercise that the file belongs to. */
async function only(path: string, text: string): Promise<ExerciseMarks> {
  const [found, ...others] = await exerciseMarks(catalogWith(breaker), path, text);
  assert.ok(found);
  assert.deepEqual(others, []);
  return found;
}

describe("a check that is the learner's", () => {
  it('has the actions of its exercise at the top', async () => {
    const found = await only('my-checks/circuit-breaker/opens.ts', '// Mine.');
    assert.deepEqual(found.file, {
      exercise: 'circuit-breaker',
      language: 'typescript',
      role: 'mine',
      check: 'opens',
    });
    assert.deepEqual([found.main, found.marks, found.lost], [{ start: 0, end: 0 }, [], []]);
  });

  it('is known in Go by the folder of the code, and by its name', async () => {
    const { file } = await only('pkg/late_result_mine_test.go', 'package pkg');
    assert.deepEqual([file.language, file.check], ['go', 'late-result']);
  });

  it('is none in another folder or of another exercise', async () => {
    const catalog = catalogWith(breaker);
    for (const path of ['my-checks/another/opens.ts', 'cmd/opens_mine_test.go', 'my-checks/support.ts'])
      assert.deepEqual(await exerciseMarks(catalog, path, ''), []);
  });
});

describe('exerciseMarks', () => {
  it('finds the annotated symbols, and puts the actions on the first of them', async () => {
    const found = await only('pkg/breaker.ts', whole);
    assert.deepEqual(found.file, { exercise: 'circuit-breaker', language: 'typescript', role: 'learner' });
    assert.deepEqual(found.main, { start: 13, end: 20 });
    assert.deepEqual(found.marks, [
      { span: { start: 13, end: 20 }, symbol: 'Breaker', guide: 'phase-1/1.2', note: 'A state machine.' },
    ]);
    assert.deepEqual(found.lost, []);
  });

  it('follows a symbol to where it went', async () => {
    const found = await only('pkg/breaker.ts', `// Mine.\n${whole}`);
    assert.deepEqual(found.main, { start: 22, end: 29 });
  });

  it('prefers for the actions what most checks are about to what is annotated first', async () => {
    const text = `export type State = 'open';\n${whole}`;
    const annotations = [
      { file: 'pkg/breaker.ts', symbol: 'State', guide: 'phase-1/1.2', note: 'Two of them.' },
    ];
    const [found] = await exerciseMarks(catalogWith({ ...breaker, annotations }), 'pkg/breaker.ts', text);
    assert.deepEqual(found?.main, { start: 41, end: 48 });
  });

  it('tells which symbols are gone', async () => {
    const found = await only('pkg/breaker.ts', whole.replace('execute', 'run'));
    assert.deepEqual(found.lost, ['Breaker.execute']);
    const renamed = await only('pkg/breaker.ts', whole.replace('Breaker', 'Fuse'));
    assert.equal(renamed.main, undefined);
    assert.deepEqual(renamed.marks, []);
    assert.deepEqual(renamed.lost, ['Breaker', 'Breaker.execute']);
  });

  it('belongs to no exercise when no track scaffolds the path', async () => {
    assert.deepEqual(await exerciseMarks(catalogWith(breaker), 'pkg/other.ts', whole), []);
  });

  it('knows given files, which may have no symbol of their own', async () => {
    const given = await only('pkg/clock.ts', 'export class Breaker {}');
    assert.equal(given.file.role, 'given');
    assert.deepEqual([given.main, given.marks, given.lost], [undefined, [], []]);
  });
});

describe('placeMarks', () => {
  const places = {
    formatVersion: 1 as const,
    repository: { name: 'Go Coffee', modules: ['example.org/coffee'] },
    annotations: [
      { file: 'worker/worker.go', symbol: 'processMessage', guide: 'phase-1/1.1', note: 'One message.' },
      { file: 'worker/worker.go', symbol: 'gone', guide: 'phase-1/1.1', note: 'Not there.' },
    ],
  };

  it('marks the symbols that are there and is silent about the others', () => {
    const marks = placeMarks(
      places,
      'worker/worker.go',
      'package worker\n\nfunc (w *Worker) processMessage() {}\n',
    );
    assert.deepEqual(
      marks.map(({ symbol, span }) => [symbol, span.start]),
      [['processMessage', 33]],
    );
  });

  it('has nothing to say about other files', () => {
    assert.deepEqual(placeMarks(places, 'worker/other.go', 'package worker\nfunc processMessage() {}\n'), []);
  });
});
