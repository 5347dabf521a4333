import assert from 'node:assert/strict';
import { parse } from './compile';
import { importsOf } from './imports';

describe('the imports of a file', () => {
  const imports: readonly (readonly [source: string, specifier: string, typeOnly: boolean])[] = [
    [`import a from './a';`, './a', false],
    [`import { a, b as c } from './a';`, './a', false],
    [`import * as a from './a';`, './a', false],
    [`import a, { type B } from './a';`, './a', false],
    [`import './a';`, './a', false],
    [`import {} from './a';`, './a', false],
    [`import { a, type B } from './a';`, './a', false],
    [`import type A from './a';`, './a', true],
    [`import type { A } from './a';`, './a', true],
    [`import type * as a from './a';`, './a', true],
    [`import { type A, type B } from './a';`, './a', true],
    [`export { a } from './a';`, './a', false],
    [`export * from './a';`, './a', false],
    [`export * as a from './a';`, './a', false],
    [`export type { A } from './a';`, './a', true],
    [`export type * from './a';`, './a', true],
    [`export { type A, type B } from './a';`, './a', true],
    [`import a = require('./a');`, './a', false],
    [`import type a = require('./a');`, './a', true],
    [`const a = require('./a');`, './a', false],
    [`const a = await import('./a');`, './a', false],
    ['const a = await import(`./a`);', './a', false],
    [`let a: import('./a').A;`, './a', true],
    [`let a: typeof import('./a');`, './a', true],
    [`function f() { return () => import('./a'); }`, './a', false],
  ];
  for (const [source, specifier, typeOnly] of imports) {
    it(`see ${source}`, () => {
      const found = importsOf(parse('file.ts', source));
      assert.deepEqual(found, [{ specifier, typeOnly, at: source.search(/['"\x60]/) }]);
    });
  }

  for (const source of [
    `// import a from './a';`,
    `/* require('./a') */`,
    `const text = "import a from './a'";`,
    `const a = module.require('./a');`,
    `const name = './a'; const a = await import(name);`,
    `export { a };`,
    `namespace N { export const a = 1; } import M = N;`,
  ]) {
    it(`see nothing in ${source}`, () => assert.deepEqual(importsOf(parse('file.ts', source)), []));
  }

  it('come in the order in which they are written', () => {
    const source = `import b from './b';\nimport a from './a';\nexport * from './c';`;
    assert.deepEqual(
      importsOf(parse('file.ts', source)).map(({ specifier }) => specifier),
      ['./b', './a', './c'],
    );
  });
});
