import assert from 'node:assert/strict';
import { exerciseWith } from '../../../test/check/support/manifest';
import { memoryFolder } from '../../core/memory-folder';
import { takeSnapshot, type Snapshot } from './snapshot';

const folderWith = (files: Record<string, string>) =>
  memoryFolder(
    'the course',
    Object.entries(files).map(([path, text]) => ({ path, text })),
  );
const take = (files: Record<string, string>) => takeSnapshot(folderWith(files), exerciseWith());

async function taken(files: Record<string, string>): Promise<Snapshot> {
  const result = await take(files);
  assert.ok('snapshot' in result, 'reason' in result ? result.reason.message : '');
  return result.snapshot;
}

const sum = 'pkg/sum/sum.ts';

describe('a snapshot', () => {
  it('holds the files of the exercise and whatever they import, each once', async () => {
    const { files } = await taken({
      [sum]: `import { a } from './a'; import { b } from '../b';`,
      'pkg/sum/a.ts': `import { b } from '../b'; export const a = b;`,
      'pkg/b.ts': 'export const b = 1;',
      'pkg/unused.ts': '',
    });
    assert.deepEqual(
      files.map(({ path }) => path),
      [sum, 'pkg/sum/a.ts', 'pkg/b.ts'],
    );
    assert.deepEqual(files[0]?.imports, { './a': 'pkg/sum/a.ts', '../b': 'pkg/b.ts' });
  });

  const ways: readonly (readonly [specifier: string, file: string])[] = [
    ['./a', 'pkg/sum/a.ts'],
    ['./a.ts', 'pkg/sum/a.ts'],
    ['./a.js', 'pkg/sum/a.ts'],
    ['./a', 'pkg/sum/a/index.ts'],
    ['./a/', 'pkg/sum/a/index.ts'],
    ['..', 'pkg/index.ts'],
    ['.', 'pkg/sum/index.ts'],
    ['../../kit', 'kit/index.ts'],
    ['./a.b', 'pkg/sum/a.b.ts'],
    ['./two words', 'pkg/sum/two words.ts'],
    ['./a.mjs', 'pkg/sum/a.mts'],
    ['./a.cjs', 'pkg/sum/a.cts'],
    ['./a.mts', 'pkg/sum/a.mts'],
    ['./a', 'pkg/sum/a.tsx'],
    ['./a.js', 'pkg/sum/a.tsx'],
    ['./a', 'pkg/sum/a.d.ts'],
    ['./a.js', 'pkg/sum/a.d.ts'],
    ['./a.json', 'pkg/sum/a.json'],
    ['./a', 'pkg/sum/a.js'],
    ['./a.mjs', 'pkg/sum/a.mjs'],
  ];
  for (const [specifier, file] of ways) {
    it(`follows '${specifier}' to ${file}, as editors do`, async () => {
      const { files } = await taken({ [sum]: `import '${specifier}';`, [file]: '' });
      assert.equal(files[0]?.imports[specifier], file);
    });
  }

  it('prefers the file to the folder of the same name', async () => {
    const { files } = await taken({ [sum]: `import './a';`, 'pkg/sum/a.ts': '', 'pkg/sum/a/index.ts': '' });
    assert.equal(files[0]?.imports['./a'], 'pkg/sum/a.ts');
  });

  it('gets round a circle', async () => {
    const { files } = await taken({ [sum]: `import './a';`, 'pkg/sum/a.ts': `import './sum';` });
    assert.deepEqual(
      files.map(({ path }) => path),
      [sum, 'pkg/sum/a.ts'],
    );
  });

  it('leaves the byte order mark out', async () => {
    assert.equal((await taken({ [sum]: '\uFEFFexport {};\r\n' })).files[0]?.text, 'export {};\r\n');
  });

  it('tells where every import leads, and of what kind it is', async () => {
    const { importFacts } = await taken({
      [sum]: `import type { A } from './a';\nimport { readFile } from 'node:fs';\nimport type { B } from 'elsewhere';`,
      'pkg/sum/a.ts': '',
    });
    assert.deepEqual(importFacts, [
      { from: sum, to: 'pkg/sum/a.ts', kind: 'relative', typeOnly: true },
      { from: sum, to: 'node:fs', kind: 'package', typeOnly: false },
      { from: sum, to: 'elsewhere', kind: 'package', typeOnly: true },
    ]);
  });

  it('tells the ambient things that every file uses', async () => {
    const { globals } = await taken({ [sum]: `import './a'; Date.now();`, 'pkg/sum/a.ts': '' });
    assert.deepEqual(globals, { [sum]: ['Date.now'], 'pkg/sum/a.ts': [] });
  });

  it('is not taken when a file is missing', async () => {
    const result = await take({ 'pkg/other.ts': '' });
    assert.ok('reason' in result);
    assert.equal(result.reason.code, 'missing-file');
    assert.match(result.reason.message, /^pkg\/sum\/sum\.ts is not there/);
  });

  const unresolved: readonly (readonly [line: string, message: string])[] = [
    [`import './gone';`, "'./gone' is imported, but there is no such TypeScript file in the course folder."],
    [
      `import '../../../outside';`,
      "'../../../outside' is imported, but there is no such TypeScript file in the course folder.",
    ],
    [
      `import data from './gone.json'; data();`,
      "'./gone.json' is imported, but there is no such TypeScript file in the course folder.",
    ],
    [
      `import _ from 'lodash'; _();`,
      "'lodash' is imported, but exercises use the language and the kit only: packages are not there.",
    ],
    [
      `import '/etc/passwd';`,
      "'/etc/passwd' is imported, but exercises use the language and the kit only: packages are not there.",
    ],
  ];
  for (const [line, message] of unresolved) {
    it(`is not taken with ${line}, and says where that is`, async () => {
      const result = await take({ [sum]: `// first\n${line}`, 'pkg/sum/data.json': '{}' });
      assert.ok('reason' in result);
      const column = line.indexOf("'") + 1;
      assert.deepEqual(result.reason, { code: 'missing-module', message: `${sum}:2: ${message}` });
      assert.deepEqual(result.findings, [{ at: { file: sum, line: 2, column }, message }]);
    });
  }

  it('overlooks what brings nothing that runs, though it is not marked as a type', async () => {
    const { files, importFacts } = await taken({
      [sum]: `import { A } from './gone'; import { B } from 'package'; export type C = A | B;`,
    });
    assert.deepEqual(files[0]?.imports, {});
    assert.deepEqual(
      importFacts.map(({ typeOnly }) => typeOnly),
      [true, true],
    );
  });

  it('overlooks a type from somewhere that is not there, for nothing of it runs', async () => {
    const { files } = await taken({
      [sum]: `import type { A } from './gone'; import type { B } from 'package';`,
    });
    assert.deepEqual(files[0]?.imports, {});
  });
});
