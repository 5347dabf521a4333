import assert from 'node:assert/strict';
import { adderOf, memoryPack } from '../../../test/check/support/packs';
import { refusal } from '../../../test/check/support/refusal';
import { memoryFolder } from '../memory-folder';
import type { Folder } from '../ports';
import { filesBelow } from '../files-below';
import { scaffold, templatesOf } from './scaffold';

const course = (files: Record<string, string> = {}): Folder =>
  memoryFolder(
    'the course',
    Object.entries(files).map(([path, text]) => ({ path, text })),
  );

async function start(target: Folder, language: 'typescript' | 'go' = 'typescript') {
  const pack = await memoryPack();
  return scaffold(target, await templatesOf(pack, await adderOf(pack), language, target));
}

const textsIn = async (folder: Folder): Promise<Record<string, string>> =>
  Object.fromEntries((await filesBelow(folder, '')).map(({ path, text }) => [path, text]));

const starter = async (): Promise<string> =>
  (await memoryPack()).read('week-01/adder/typescript/starter/pkg/sum/sum.ts');

describe('scaffolding', () => {
  it('writes the kit and the starter into an empty folder, and nothing else', async () => {
    const target = course();
    const written = ['kit/index.ts', 'tsconfig.json', 'pkg/sum/sum.ts'];
    assert.deepEqual(await start(target), { written, same: [], different: [] });
    assert.deepEqual(Object.keys(await textsIn(target)).sort(), [...written].sort());
    assert.equal(await target.read('pkg/sum/sum.ts'), await starter());
  });

  it('brings the further parts of the kit that the starter imports, and no others', async () => {
    const path = 'week-01/adder/typescript/starter/pkg/sum/sum.ts';
    const importing =
      "import type { Clock } from '../../kit';\nimport type { Db,\n Tx } from '../../kit/db';\nimport './kit/channels';\n";
    const pack = await memoryPack({
      [path]: (old) => importing + old,
      'kit/typescript/kit/db.ts': 'export interface Db {}\n',
      'kit/typescript/kit/channels.ts': 'export interface Channel {}\n',
    });
    const target = course();
    const { written } = await scaffold(
      target,
      await templatesOf(pack, await adderOf(pack), 'typescript', target),
    );
    assert.deepEqual(written, ['kit/index.ts', 'tsconfig.json', 'kit/db.ts', 'pkg/sum/sum.ts']);
    assert.equal(await target.read('kit/db.ts'), 'export interface Db {}\n');
  });

  it('changes nothing when it is done again', async () => {
    const target = course();
    await start(target);
    assert.deepEqual(await start(target), {
      written: [],
      same: ['kit/index.ts', 'pkg/sum/sum.ts'],
      different: [],
    });
  });

  it('never overwrites a file that differs, and writes what is missing beside it', async () => {
    const target = course({ 'pkg/sum/sum.ts': 'mine' });
    const { written, different } = await start(target);
    assert.deepEqual([written, different], [['kit/index.ts', 'tsconfig.json'], ['pkg/sum/sum.ts']]);
    assert.equal(await target.read('pkg/sum/sum.ts'), 'mine');
  });

  it('takes a file for the same when only the byte order mark and the line ends differ', async () => {
    const asOnWindows = `\uFEFF${(await starter()).replaceAll('\n', '\r\n')}`;
    const target = course({ 'pkg/sum/sum.ts': asOnWindows });
    assert.deepEqual((await start(target)).same, ['pkg/sum/sum.ts']);
    assert.equal(await target.read('pkg/sum/sum.ts'), asOnWindows);
  });

  it("leaves a project's own settings alone without a word", async () => {
    const target = course({ 'tsconfig.json': '{}' });
    assert.deepEqual(await start(target), {
      written: ['kit/index.ts', 'pkg/sum/sum.ts'],
      same: [],
      different: [],
    });
    assert.equal(await target.read('tsconfig.json'), '{}');
  });

  describe('writes nothing at all when something stands in the way', () => {
    const obstacles: readonly (readonly [what: string, file: string, blocked: string, why: string])[] = [
      [
        'a folder with the name of a file',
        'pkg/sum/sum.ts/note.txt',
        'pkg/sum/sum.ts',
        'a folder has that name',
      ],
      ['a file with the name of a folder', 'pkg/sum', 'pkg/sum', 'it is a file, and a folder must be there'],
      [
        'a file with the name of a folder further up',
        'pkg',
        'pkg',
        'it is a file, and a folder must be there',
      ],
      ['a file with the name of the kit', 'kit', 'kit', 'it is a file, and a folder must be there'],
    ];
    for (const [what, file, blocked, why] of obstacles) {
      it(what, async () => {
        const target = course({ [file]: 'mine' });
        const message = await refusal('in-the-way', () => start(target));
        assert.equal(
          message,
          `${blocked} can't be written in the course: ${why}. Rename or remove it and start again. Nothing was changed.`,
        );
        assert.deepEqual(await textsIn(target), { [file]: 'mine' });
      });
    }

    it('a link that leads out', async () => {
      const folder = course();
      const kind = async (path: string) => (path === 'pkg/sum/sum.ts' ? 'blocked' : folder.kind(path));
      const message = await refusal('in-the-way', () => start({ ...folder, kind }));
      assert.match(message, /^pkg\/sum\/sum\.ts can't be written .*: a link or a special file has that name/);
      assert.deepEqual(await textsIn(folder), {});
    });
  });
});

describe('scaffolding Go', () => {
  it('brings a go.mod where there is none', async () => {
    const target = course();
    assert.deepEqual((await start(target, 'go')).written, ['go.mod', 'pkg/sum/sum.go']);
  });

  it('keeps the go.mod that is there, and writes imports in its module', async () => {
    const importing = {
      'week-01/adder/go/starter/pkg/sum/sum.go': 'package sum\n\nimport "go-coffee/pkg/money"\n',
    };
    const pack = await memoryPack(importing);
    const target = course({ 'go.mod': 'module example.org/mine // a comment\n\ngo 1.25\n' });
    const { written } = await scaffold(target, await templatesOf(pack, await adderOf(pack), 'go', target));
    assert.deepEqual(written, ['pkg/sum/sum.go']);
    assert.equal(await target.read('pkg/sum/sum.go'), 'package sum\n\nimport "example.org/mine/pkg/money"\n');
  });
});
