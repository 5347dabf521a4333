import assert from 'node:assert/strict';
import { runInNewContext } from 'node:vm';
import { compile } from './compile';

function run(source: string): unknown {
  const { compiled, findings } = compile('file.ts', source);
  assert.deepEqual(findings, []);
  const exports: Record<string, unknown> = {};
  runInNewContext(compiled.code, { exports });
  return exports['value'];
}

describe('compile', () => {
  const accepted: readonly (readonly [what: string, source: string, value: unknown])[] = [
    ['types', 'export const value: number = (1 as unknown as number) satisfies number;', 1],
    ['enums', 'enum Level { low = 1, high } export const value = Level[2];', 'high'],
    ['const enums', 'const enum Level { low = 1, high } export const value = Level.high;', 2],
    [
      'parameter properties',
      'class A { constructor(private readonly n: number) {} get() { return this.n; } } export const value = new A(3).get();',
      3,
    ],
    ['namespaces', 'namespace N { export const a = 4; } export const value = N.a;', 4],
    [
      'decorators',
      'const twice = (f: () => number, _: unknown) => () => 2 * f(); class A { @twice get() { return 5; } } export const value = new A().get();',
      10,
    ],
    [
      'private fields',
      'class A { #n = 6; static read(a: A) { return a.#n; } } export const value = A.read(new A());',
      6,
    ],
    [
      'overloads and generics',
      'function f(a: string): string; function f<T>(a: T): T; function f(a: unknown) { return a; } export const value = f(7);',
      7,
    ],
  ];
  for (const [what, source, value] of accepted) {
    it(`accepts ${what}`, () => assert.equal(run(source), value));
  }

  it('checks no types: that is what the editor is for', () => {
    assert.equal(run('export const value: string = 8;'), 8);
  });

  const rejected: readonly (readonly [source: string, line: number, column: number, message: RegExp])[] = [
    ['const a = ;\n', 1, 11, /Expression expected/],
    ['const a = 1;\nfunction f( {\n', 3, 1, /expected/],
    ['const a = 1;\r\nconst b = "open;\r\n', 2, 17, /Unterminated string literal/],
  ];
  for (const [source, line, column, message] of rejected) {
    it(`finds the place of the fault in ${JSON.stringify(source)}`, () => {
      const [first] = compile('pkg/file.ts', source).findings;
      assert.deepEqual(first?.at, { file: 'pkg/file.ts', line, column });
      assert.match(first.message, message);
    });
  }
});
