import assert from 'node:assert/strict';
import { readGoSource } from './source';

const importsOf = (source: string): readonly string[] =>
  readGoSource(source).imports.map(({ text, line }) => `${line} ${text}`);
const directivesOf = (source: string): readonly string[] =>
  readGoSource(source).directives.map(({ text, line }) => `${line} ${text}`);

describe('a Go file', () => {
  const imports: readonly (readonly [what: string, source: string, found: readonly string[]])[] = [
    ['one by one', 'package a\n\nimport "fmt"\nimport str "strings"\n', ['3 fmt', '4 strings']],
    [
      'in brackets, with names',
      'package a\nimport (\n\t"fmt"\n\t. "a"\n\t_ "b"\n\tö "c"\n)\nfunc f() {}\n',
      ['3 fmt', '4 a', '5 b', '6 c'],
    ],
    ['in several brackets', 'package a\nimport ("a"; "b")\nimport ()\nimport ("c")\n', ['2 a', '2 b', '4 c']],
    ['on the line of the package', 'package a; import "a"; import("b")', ['1 a', '1 b']],
    [
      'in raw quotes and with escapes',
      'package a\nimport `C`\nimport "\\x43\\u0043\\103"\n',
      ['2 C', '3 CCC'],
    ],
    ['split over lines, with Windows line ends', 'package a\r\nimport\r\n\tb\r\n\t"b"\r\n', ['4 b']],
    [
      'after a mark of order and comments',
      '\uFEFF// import "x"\n/*\nimport "y"\n*/ package a\nimport "a"',
      ['5 a'],
    ],
    ['with comments between', 'package /* b */ a\nimport ( // "x"\n\t/* "y" */ "a" // "z"\n)', ['3 a']],
    ['of which there are none', 'package a\n\nvar s = "import"\n', []],
    ['of an empty file', '', []],
  ];
  for (const [what, source, found] of imports)
    it(`has its imports ${what}`, () => assert.deepEqual(importsOf(source), found));

  it('has no imports in its text, whatever that looks like', () => {
    const source =
      'package a\n\nvar both = "A" +\n\t"C"\n\nvar raw = `\nimport "C"\n`\n\nvar list = []string{\n\t"C"}\n// import "C"\n';
    assert.deepEqual(importsOf(source), []);
  });

  it('has directives wherever the compiler looks for them', () => {
    const source = 'package a\n\n//go:noinline\nfunc f() {} //go:embed x\n\t//go:linkname a b\r\n';
    assert.deepEqual(directivesOf(source), ['3 //go:noinline', '4 //go:embed x', '5 //go:linkname a b\r']);
  });

  it('has no directives in its text or in longer comments', () => {
    const source =
      'package a\n\nvar raw = `\n//go:embed x\n`\nvar s = "//go:embed"\nvar r = \'"\' //  //go:embed\n/*\n//go:embed x\n*/\n// go:embed x\n';
    assert.deepEqual(directivesOf(source), []);
  });
});
