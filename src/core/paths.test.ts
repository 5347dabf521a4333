import assert from 'node:assert/strict';
import { insideFolder, pathFrom } from './paths';

describe('insideFolder', () => {
  for (const [path, expected] of [
    ['a/b.ts', 'a/b.ts'],
    ['', ''],
    ['.', ''],
    ['./a//b/', 'a/b'],
    ['a/../b', 'b'],
    ['a/..', ''],
    ['..', undefined],
    ['a/../../a', undefined],
    ['/a', undefined],
    ['...', '...'],
  ] as const) {
    it(`takes ${JSON.stringify(path)} for ${JSON.stringify(expected)}`, () =>
      assert.equal(insideFolder(path), expected));
  }
});

describe('pathFrom', () => {
  for (const [file, way, expected] of [
    ['guides/phase-1/map.md', 'sections.md', 'guides/phase-1/sections.md'],
    ['guides/phase-1/map.md', '../phase-2/map.md', 'guides/phase-2/map.md'],
    ['map.md', './a.md', 'a.md'],
    ['map.md', '../a.md', undefined],
    ['guides/map.md', '/a.md', undefined],
  ] as const) {
    it(`leads from ${file} by ${way} to ${JSON.stringify(expected)}`, () =>
      assert.equal(pathFrom(file, way), expected));
  }
});
