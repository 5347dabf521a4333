import assert from 'node:assert/strict';
import { mutantsOf } from './mutants';

/** The mutants of a text in short: `operator: original → replacement`. */
function told(text: string): readonly string[] {
  return mutantsOf('a.ts', text).map(
    ({ operator, original, replacement }) => `${operator}: ${original} → ${replacement}`,
  );
}

/** Those of one operator, by what stands there instead. */
function replacements(operator: string, text: string): readonly string[] {
  return mutantsOf('a.ts', text).flatMap((mutant) =>
    mutant.operator === operator ? [mutant.replacement] : [],
  );
}

describe('the mutants of a TypeScript file', () => {
  const cases: readonly (readonly [operator: string, text: string, instead: readonly string[]])[] = [
    ['boundary', 'f(a < b, a <= b, a > b, a >= b)', ['a <= b', 'a < b', 'a >= b', 'a > b']],
    ['comparison', 'f(a < b, a >= b)', ['a >= b', 'a < b']],
    ['comparison', 'f(a == b, a != b, a === b, a !== b)', ['a != b', 'a == b', 'a !== b', 'a === b']],
    ['arithmetic', 'f(a + b, a - b, a * b, a / b)', ['a - b', 'a + b', 'a / b', 'a * b']],
    ['arithmetic', 'f(a % b, a ** b)', ['a * b', 'a * b']],
    ['arithmetic', "f('a' + b, b + `${c}`)", []],
    ['bitwise', 'f(a & b, a << b)', ['a | b', 'a >> b']],
    ['logical', 'f(a && b, a || b, a ?? b)', ['a || b', 'a && b', 'a && b']],
    ['operand', 'f(a && b, c ?? d)', ['a', 'b', 'c', 'd']],
    ['operand', 'const f = () => a ?? { b: c }', ['a', '({ b: c })']],
    ['negation', 'f(!a)', ['a']],
    ['sign', 'f(-a, ~b)', ['a', 'b']],
    ['update', 'f(a++, ++b, c--, --d)', ['a--', '--b', 'c++', '++d']],
    ['assignment', 'a += b; c ??= d', ['a -= b', 'c &&= d']],
    ['assignment', "a += 'b'", []],
    ['condition', 'if (a) b()', ['true', 'false']],
    ['condition', 'f(a ? b : c)', ['true', 'false']],
    ['condition', 'while (a) b(); for (; c; ) d(); do e(); while (g)', ['false', 'false', 'false']],
    ['condition', 'for (;;) b()', []],
    ['statement', 'a(); b = c;', [';', ';']],
    ['statement', 'for (const a of b) { if (a) { c(); d(); continue; } break; }', [';', ';', ';', ';']],
    ['statement', 'function f() { a; throw b; }', [';', ';']],
    ['statement', 'function f() { if (a) return; else b; }', [';', ';']],
    ['statement', 'if (a) throw b; if (c) { d(); }', []],
    ['statement', 'if (a) b(); else c()', [';', ';']],
    ['block', 'function f() { a(); b(); }', ['{}']],
    ['block', 'try { a(); b(); } catch { c(); d(); } finally { e(); g(); }', ['{}', '{}', '{}']],
    ['block', 'function f() { a(); } function g() { return b; } function h() { if (a) b(); }', []],
    ['block', 'while (a) { b(); c(); } if (d) { e(); f(); }', []],
    ['block', 'class A extends B { constructor() { super(); this.c = d; } }', []],
    ['return', 'function f() { return a; }', ['undefined']],
    ['return', 'const f = () => a', ['undefined']],
    ['return', 'const f = () => true; const g = () => undefined; const h = () => void a', []],
    ['await', 'async () => { await a; b(await c); }', ['a', 'c']],
    ['await', 'async () => { return await a; }', []],
    ['await', 'async () => { try { return await a; } catch { b(); } }', ['a']],
    ['optional-chaining', 'f(a?.b, a?.[b], a?.(b))', ['a.b', 'a[b]', 'a(b)']],
    ['default-value', 'function f(a: A = b, { c = d }) {}', ['a: A', 'c']],
    ['method', 'f(Math.min(a, b), c.some(d))', ['Math.max(a, b)', 'c.every(d)']],
    ['method', 'f(a.filter(b).slice(c))', ['a.filter(b)', 'a']],
    ['boolean', 'f(true, false)', ['false', 'true']],
    ['number', 'f(1, 0.5, 7n)', ['2', '0', '1.5', '(-0.5)', '8n', '6n']],
    ['number', 'f(a -0)', ['1', '(-1)']],
    ['string', "f('a', '', `b`, `c${d}`)", ["''", "'?'", '``', '``']],
    ['string', "f({ 'a-b': c }, d['e f'])", ["''", "''"]],
    ['pattern', 'f(/^a$/i, /b/, /c\\$/)', ['/a$/i', '/^a/i']],
    ['pattern', 'f(/^/, /$/)', []],
    ['array', 'f([a], [])', ['[]']],
    ['array', '[a, b] = c', []],
    ['object', 'f({ a }, {})', ['{}']],
    ['property', 'f({ a, b: c, ...d })', ['', '', '']],
    ['property', 'f({ a })', []],
  ];
  for (const [operator, text, instead] of cases) {
    it(`change ${text} by ${operator}: ${instead.join(', ') || 'not at all'}`, () => {
      assert.deepEqual(replacements(operator, text), instead);
    });
  }

  it('leave out a property together with its comma', () => {
    const texts = mutantsOf('a.ts', 'f({ a, b: c , ...d })').filter(
      ({ operator }) => operator === 'property',
    );
    assert.deepEqual(
      texts.map(({ text }) => text),
      ['f({  b: c , ...d })', 'f({ a,  ...d })', 'f({ a, b: c ,  })'],
    );
  });

  const untouched: readonly (readonly [what: string, text: string])[] = [
    ['imports', "import a, { b } from './c'; import d = require('e'); export { f } from 'g';"],
    ['types', "type A = 'b' | 1 | [true]; interface C { d: 'e' } let f: 'g' | -1 = h as 'i' | 2;"],
    ['type arguments', "const a = b<'c'>;"],
    ['declarations of what is elsewhere', 'declare const a: 1; declare function b(c: 2): 3;'],
    ['decorators', "@a('b') class C {}"],
    ['comments', '// if (a < 1) b();\n/* c && d */'],
    ['directives', "'use strict';"],
    ['names of modules that are loaded later', "const a = b(import('c'), require('d'));"],
    ['texts of tags', 'const a = b`c`;'],
    ['names of properties', 'const { 1: a } = b;'],
  ];
  for (const [what, text] of untouched) {
    it(`leave ${what} alone`, () => assert.deepEqual(told(text), []));
  }

  it('leave the words of an error alone, but not its code', () => {
    const strings = replacements(
      'string',
      "class A extends B { constructor() { super(`not ${a} b`); } } if (a) throw new B('no such a'); else throw new C('no-b');",
    );
    assert.deepEqual(strings, ["''"]);
    assert.deepEqual(replacements('string', "a.reject(new B('no such a'))"), ["''"]);
  });

  it('say where they are and what stands there, on one line', () => {
    const text = 'let a = 1;\n\n  if (a <\n    b) c();\n';
    assert.deepEqual(
      mutantsOf('pkg/a.ts', text).find(({ operator }) => operator === 'boundary'),
      {
        file: 'pkg/a.ts',
        line: 3,
        column: 7,
        operator: 'boundary',
        original: 'a < b',
        replacement: 'a <= b',
        source: 'if (a <',
        text: 'let a = 1;\n\n  if (a <=\n    b) c();\n',
      },
    );
  });

  it('come in the order of their places, the same ones every time', () => {
    const text = 'function f(a = 1) { if (a > 2 && !b) { return [c, d.e?.f]; } g(); return { h, i: "j" }; }';
    const mutants = mutantsOf('a.ts', text);
    const columns = mutants.map(({ column }) => column);
    assert.ok(columns.length > 20);
    assert.deepEqual(
      columns,
      [...columns].sort((one, other) => one - other),
    );
    assert.deepEqual(mutantsOf('a.ts', text), mutants);
  });

  it('keep what they do not change, comments included', () => {
    const text =
      '/** A sum. */\nexport const sum = (a: number, b: number): number => a /* left */ + b; // right\n';
    const [plus] = mutantsOf('a.ts', text).filter(({ operator }) => operator === 'arithmetic');
    assert.equal(plus?.text, text.replace('+', '-'));
  });

  it('are not counted twice when they are the same code', () => {
    assert.deepEqual(told('export const f = !a ? b : b'), [
      'condition: !a → true',
      'condition: !a → false',
      'negation: !a → a',
    ]);
    assert.deepEqual(replacements('operand', 'f(a && a)'), ['a']);
  });

  it('parse, or are none', () => {
    // `a && b ?? c` is not JavaScript without parentheses.
    assert.deepEqual(replacements('logical', 'f((a ?? b) ?? c)'), ['(a ?? b) && c', 'a && b']);
    assert.deepEqual(replacements('logical', 'f(a ?? b ?? c)'), []);
  });

  it('are none where nothing can be changed, and where the file itself does not parse', () => {
    assert.deepEqual(mutantsOf('a.ts', ''), []);
    assert.deepEqual(mutantsOf('a.ts', 'if ('), []);
  });
});
