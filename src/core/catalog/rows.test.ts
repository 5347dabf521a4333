import assert from 'node:assert/strict';
import { memoryPack, replacing } from '../../../test/check/support/packs';
import { parseYaml } from '../../node/parse-yaml';
import { loadCatalog } from './load-catalog';
import { formatProblem } from './problem';
import { countRows, isThere, misnamed } from './rows';

const courseWith = async (items: string) =>
  loadCatalog(
    await memoryPack({ 'course.yaml': replacing('items: [{ build: adder }]', `items: [${items}]`) }),
    parseYaml,
  );

describe('the rows of a roadmap', () => {
  it('count four for each block, and are there once all that belongs to them is', async () => {
    const catalog = await courseWith(
      '{ build: adder, row: 1 }, { read: phase-1/1.1, row: 1 }, { read: phase-1/1.7, row: 2 }, ' +
        '{ build: gone, row: 3 }, { do: try, title: Try it, look: Look., row: 4 }, { mock: 45, title: Sums, row: 4 }',
    );
    assert.deepEqual(countRows(catalog), {
      there: 1,
      total: 12,
      planned: ['section phase-1/1.7', 'gone', 'mock interview "Sums"'],
    });
    assert.deepEqual(catalog.problems, []);
  });

  it('are not there when nothing belongs to them, and what belongs to none counts for none', async () => {
    const { there, planned } = countRows(await courseWith('{ build: adder }'));
    assert.deepEqual({ there, planned }, { there: 0, planned: [] });
  });

  it('know the titles of what there is to read', async () => {
    const { readings } = await courseWith('{ build: adder }, { read: phase-1/1.1 }, { read: phase-1/1.7 }');
    assert.deepEqual([...readings.keys()], ['phase-1/1.1']);
  });

  it('can be done when they are there', async () => {
    const catalog = await courseWith('{ build: adder }');
    assert.ok(isThere(catalog, { kind: 'do', id: 'try', title: 'Try it', look: 'Look.' }));
    assert.ok(!isThere(catalog, { kind: 'design', exercise: 'gone' }));
  });

  it('are called what they are', async () => {
    assert.deepEqual(misnamed(await courseWith('{ build: adder }')), []);
    assert.deepEqual(misnamed(await courseWith('{ numbers: adder }')).map(formatProblem), [
      'course.yaml: lists "adder" as "numbers"; it is "build"',
    ]);
  });

  it('name nothing twice', async () => {
    for (const twice of ['read: phase-1/1.1', 'do: try, title: Try it, look: Look.'])
      await assert.rejects(courseWith(`{ build: adder }, { ${twice} }, { ${twice} }`), /is listed twice/);
  });
});
