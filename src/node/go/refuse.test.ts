import assert from 'node:assert/strict';
import { refusedLines } from './refuse';

const refused = (text: string) =>
  refusedLines({ module: 'go-coffee', files: [{ path: 'a.go', text: `package a\n\n${text}\n` }] });

describe('a line of Go', () => {
  for (const line of [
    'import "go-coffee/internal/codealong/checkkit"',
    '\tkit "example.org/mine/internal/codealong/checkkit"',
    '//go:linkname send go-coffee/internal/codealong/checkkit.send',
    '//go:embed *.go',
    'import "C"',
    '\t"C"',
  ]) {
    it(`is refused: ${line.trim()}`, () =>
      assert.deepEqual(
        refused(line).map(({ at }) => at),
        [{ file: 'a.go', line: 3 }],
      ));
  }

  for (const line of [
    'import "go-coffee/internal/orders"',
    '// go:embed is not for solutions',
    '//go:generate stringer',
    'const letter = "C"',
    '\t"C",',
    'text := "//go:embed"',
  ]) {
    it(`is fine: ${line}`, () => assert.deepEqual(refused(line), []));
  }
});
