import assert from 'node:assert/strict';
import { exerciseWith } from '../../../test/check/support/manifest';
import { memoryFolder } from '../../core/memory-folder';
import { takeGoSnapshot, type GoSnapshot } from './snapshot';

const take = (files: Record<string, string>) =>
  takeGoSnapshot(
    memoryFolder(
      'the course',
      Object.entries(files).map(([path, text]) => ({ path, text })),
    ),
    exerciseWith(),
  );

async function taken(files: Record<string, string>): Promise<GoSnapshot> {
  const result = await take(files);
  assert.ok('snapshot' in result);
  return result.snapshot;
}

const pathsIn = ({ files }: GoSnapshot): readonly string[] => files.map(({ path }) => path);
const sum = 'pkg/sum/sum.go';

describe('a snapshot of Go', () => {
  it('holds the whole package of the exercise, without tests and other files', async () => {
    const snapshot = await taken({
      [sum]: 'package sum',
      'pkg/sum/helper.go': 'package sum',
      'pkg/sum/sum_test.go': 'package sum',
      'pkg/sum/notes.md': '',
      'pkg/sum/deep/deep.go': 'package deep',
      'pkg/other/other.go': 'package other',
    });
    assert.deepEqual(pathsIn(snapshot), ['pkg/sum/helper.go', sum]);
  });

  const imports: readonly (readonly [how: string, text: string])[] = [
    ['in a line of its own', 'import "go-coffee/pkg/a"'],
    ['in a block', 'import (\n\t"fmt"\n\n\t"go-coffee/pkg/a"\n)'],
    ['with a name', 'import (\n\tother "go-coffee/pkg/a"\n)'],
    ['for its effects', 'import _ "go-coffee/pkg/a"'],
    ['with a dot', 'import . "go-coffee/pkg/a"'],
    ['with Windows line ends', 'import (\r\n\t"go-coffee/pkg/a"\r\n)'],
  ];
  for (const [how, text] of imports) {
    it(`follows an import ${how}`, async () => {
      const snapshot = await taken({ [sum]: `package sum\n\n${text}\n`, 'pkg/a/a.go': 'package a' });
      assert.deepEqual(pathsIn(snapshot), [sum, 'pkg/a/a.go']);
    });
  }

  it('follows imports on, and gets round a circle', async () => {
    const snapshot = await taken({
      [sum]: 'package sum\nimport "go-coffee/pkg/a"\n',
      'pkg/a/a.go': 'package a\nimport "go-coffee/pkg/b"\n',
      'pkg/b/b.go': 'package b\nimport "go-coffee/pkg/sum"\n',
    });
    assert.deepEqual(pathsIn(snapshot), [sum, 'pkg/a/a.go', 'pkg/b/b.go']);
  });

  it("takes the module from the learner's go.mod, and its packages only", async () => {
    const snapshot = await taken({
      'go.mod': 'module example.org/mine\n',
      [sum]: 'package sum\nimport (\n\t"example.org/mine/pkg/a"\n\t"example.org/mine-too/pkg/b"\n)\n',
      'pkg/a/a.go': 'package a',
      'pkg/b/b.go': 'package b',
    });
    assert.equal(snapshot.module, 'example.org/mine');
    assert.deepEqual(pathsIn(snapshot), [sum, 'pkg/a/a.go']);
  });

  it('reads imports as Go does: escaped, in raw quotes, on one line, and of the root; never in text', async () => {
    const snapshot = await taken({
      'go.mod': 'module example.org/mine\n',
      [sum]:
        'package sum; import ("example.org/mine"; `example.org/mine/pkg/a`; b "example.org/mine/pkg/\\x62")\n\nvar text = `\n"example.org/mine/pkg/c"\n`\n',
      'mine.go': 'package mine',
      'pkg/a/a.go': 'package a',
      'pkg/b/b.go': 'package b',
      'pkg/c/c.go': 'package c',
    });
    assert.deepEqual(pathsIn(snapshot), [sum, 'mine.go', 'pkg/a/a.go', 'pkg/b/b.go']);
  });

  it('is without the files that Go overlooks', async () => {
    const snapshot = await taken({
      [sum]: 'package sum',
      'pkg/sum/_draft.go': 'package draft\n\nimport "C"\n',
      'pkg/sum/.hidden.go': 'package hidden',
    });
    assert.deepEqual(pathsIn(snapshot), [sum]);
  });

  it('tells the version of the language that go.mod asks for', async () => {
    const asking = await taken({ 'go.mod': 'module m\n\ngo 1.26.1\n', [sum]: 'package sum' });
    assert.equal(asking.language, '1.26');
    assert.equal('language' in (await taken({ [sum]: 'package sum' })), false);
  });

  for (const [what, files, told] of [
    ['is missing', { 'pkg/sum/other.go': '' }, 'is not there'],
    ['became a folder', { [`${sum}/note.txt`]: '' }, 'is a folder now. Rename it'],
  ] as const) {
    it(`is not taken when a file ${what}`, async () => {
      const result = await take(files);
      assert.ok('reason' in result);
      assert.equal(result.reason.code, 'missing-file');
      assert.ok(result.reason.message.startsWith(`${sum} ${told}`), result.reason.message);
    });
  }
});
