import assert from 'node:assert/strict';
import { refusedLines } from './refuse';

const refused = (text: string) =>
  refusedLines({ module: 'go-coffee', files: [{ path: 'a.go', text: `package a\n\n${text}\n` }] });

describe('a piece of Go', () => {
  for (const [piece, what] of [
    ['import "go-coffee/internal/codealong/checkkit"', 'The packages of the judge'],
    ['import kit "example.org/mine/internal/codealong/checkkit"', 'The packages of the judge'],
    ['import `go-coffee/internal/codealong/checkkit`', 'The packages of the judge'],
    ['import "go-coffee/intern\\u0061l/codealong/checkkit"', 'The packages of the judge'],
    ['import ("go-coffee/internal/codealong/checkkit")', 'The packages of the judge'],
    ['//go:linkname send go-coffee/internal/codealong/checkkit.send', 'go:linkname'],
    ['\t//go:linkname send other', 'go:linkname'],
    ['//go:embed *.go', 'go:embed'],
    ['import "C"', 'cgo'],
    ['import ("fmt"; "C")', 'cgo'],
    ['import `C`', 'cgo'],
    ['import _ "\\x43" // cgo', 'cgo'],
  ] as const) {
    it(`is refused: ${piece.trim()}`, () =>
      assert.deepEqual(refused(piece), [
        { at: { file: 'a.go', line: 3 }, message: `${what} can't be used in a solution.` },
      ]));
  }

  for (const piece of [
    'import "go-coffee/internal/orders"',
    '// go:embed is not for solutions',
    '//go:generate stringer',
    '//go:embedded is another word',
    'const letter = "C"',
    'var letters = "A" +\n\t"C"',
    'var list = []string{\n\t"C",\n\t"go-coffee/internal/codealong/checkkit",\n}',
    'var help = `\nimport "C"\n//go:linkname a b\n`',
    '/*\nimport "C"\n//go:embed x\n*/',
    'var text = "//go:embed"',
  ]) {
    it(`is fine: ${JSON.stringify(piece)}`, () => assert.deepEqual(refused(piece), []));
  }
});
