import assert from 'node:assert/strict';
import { memoryPack } from '../../../test/check/support/packs';
import { parseYaml } from '../../node/parse-yaml';
import { filesBelow } from '../files-below';
import { memoryFolder } from '../memory-folder';
import { compileCatalog, openCompiledCatalog } from './compiled-catalog';
import { loadCatalog } from './load-catalog';

const moved = 'formatVersion: 1\nanchors: { phase-1/1.1/zero: phase-1/1.1/empty-sums }\n';
const source = async () => loadCatalog(await memoryPack({ 'guides/moved.yaml': moved }), parseYaml);

async function compiled() {
  const folder = memoryFolder('the compiled pack', []);
  await compileCatalog(await source(), folder);
  return folder;
}

describe('a compiled catalog', () => {
  it('holds what its source holds', async () => {
    const [catalog, opened] = [await source(), await openCompiledCatalog(await compiled())];
    assert.deepEqual(opened.course, catalog.course);
    assert.deepEqual(opened.places, catalog.places);
    assert.deepEqual(opened.entries, catalog.entries);
    assert.deepEqual(await opened.exercise('adder'), await catalog.exercise('adder'));
    assert.deepEqual(await opened.hints('adder'), await catalog.hints('adder'));
    assert.deepEqual(await opened.sections(), await catalog.sections());
  });

  it('leads from a former anchor to the section of today', async () => {
    const sections = await (await openCompiledCatalog(await compiled())).sections();
    assert.equal(sections.get('phase-1/1.1/zero')?.anchor, 'phase-1/1.1/empty-sums');
  });

  it('reads an exercise when it is asked for, and once', async () => {
    const folder = await compiled();
    const reads: string[] = [];
    const opened = await openCompiledCatalog({
      ...folder,
      read: async (path) => (reads.push(path), folder.read(path)),
    });
    assert.deepEqual(reads, ['index.json']);
    await Promise.all([opened.exercise('adder'), opened.exercise('adder')]);
    assert.deepEqual(reads, ['index.json', 'exercises/adder.json']);
  });

  it('holds nothing that only authors need', async () => {
    const texts = (await filesBelow(await compiled(), '')).map(({ text }) => text).join('\n');
    for (const secret of ['rejectedBy', 'forgets-last', 'Stops one too early'])
      assert.ok(!texts.includes(secret), secret);
  });

  it('has no exercise that it does not list', async () => {
    const opened = await openCompiledCatalog(await compiled());
    assert.equal(await opened.exercise('../index'), undefined);
    assert.deepEqual(await opened.hints('../index'), []);
  });
});
