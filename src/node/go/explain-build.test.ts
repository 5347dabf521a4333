import assert from 'node:assert/strict';
import { explainBuild } from './explain-build';

const root = '/tmp/codealong-run-1/solution';
const explain = (...lines: readonly string[]) =>
  explainBuild({ root, module: 'go-coffee' }, `${lines.join('\n')}\n`);
const heading = '# go-coffee/pkg/sum';
const setUp = 'FAIL\tgo-coffee/pkg/sum [setup failed]';

describe('a Go build that failed', () => {
  const theirs: readonly (readonly [what: string, lines: readonly string[], message: string])[] = [
    ['a line of theirs', [heading, './pkg/sum/sum.go:3:35: undefined: x'], 'pkg/sum/sum.go:3: undefined: x'],
    [
      'a line by its absolute path',
      [heading, `${root}/pkg/sum/sum.go:2:8: invalid import path: a b`],
      'pkg/sum/sum.go:2: invalid import path: a b',
    ],
    [
      'a line by the path of its package, as the linker does',
      [heading, 'go-coffee/pkg/sum/sum.go:3:25: go-coffee/pkg/sum.X: symbol too large'],
      'pkg/sum/sum.go:3: go-coffee/pkg/sum.X: symbol too large',
    ],
    [
      'a file with a space in its name',
      [heading, 'pkg/sum/my sum.go:3:1: oops'],
      'pkg/sum/my sum.go:3: oops',
    ],
    [
      'a package that may not be imported',
      [
        heading,
        'package go-coffee/pkg/sum',
        '\tpkg/sum/sum.go:2:8: use of internal package a not allowed',
        setUp,
      ],
      'pkg/sum/sum.go:2: use of internal package a not allowed',
    ],
  ];
  for (const [what, lines, message] of theirs) {
    it(`names ${what}`, () => {
      const { reason, findings } = explain(...lines);
      assert.deepEqual([reason, findings.length], [{ code: 'syntax-error', message }, 1]);
    });
  }

  it('names a package that is not there', () => {
    for (const said of [
      'no required module provides package example.org/x; to add it:',
      'package foo is not in std (/usr/local/go/src/foo)',
    ])
      assert.equal(explain(heading, `pkg/sum/sum.go:2:8: ${said}`, setUp).reason.code, 'missing-module');
  });

  const packages: readonly (readonly [lines: readonly string[], message: string])[] = [
    [
      [heading, 'found packages sum_test (sum_checks_test.go) and add (my add.go) in /x', setUp],
      'The files of one folder are of two packages: sum_test, as the brief says, and add (my add.go).',
    ],
    [
      [
        heading,
        'package go-coffee/pkg/sum',
        '\timports go-coffee/pkg/add from sum.go',
        '\timports go-coffee/pkg/sum from add.go: import cycle not allowed',
        setUp,
      ],
      'Go could not build it: package go-coffee/pkg/sum imports go-coffee/pkg/add from sum.go imports go-coffee/pkg/sum from add.go: import cycle not allowed',
    ],
    [
      [`go-coffee/pkg/sum: build constraints exclude all Go files in ${root}/pkg/sum`],
      'Go could not build it: go-coffee/pkg/sum: build constraints exclude all Go files in pkg/sum',
    ],
    [
      [heading, `read ${root}/pkg/sum/sum.go: unexpected NUL in input`, setUp],
      'Go could not build it: read pkg/sum/sum.go: unexpected NUL in input',
    ],
    [
      ['go: errors parsing go.mod:', 'go.mod:1: usage: module module/path'],
      'Go could not build it: go.mod:1: usage: module module/path',
    ],
    [
      ['go: malformed module path "go-coffee/": trailing slash'],
      'Go could not build it: go: malformed module path "go-coffee/": trailing slash',
    ],
    [[heading, 'sum.y:3: cannot use ""'], 'Go could not build it: sum.y:3: cannot use ""'],
  ];
  for (const [lines, message] of packages) {
    it(`is told as Go told it where it names no line: ${message}`, () =>
      assert.deepEqual(explain(...lines), { reason: { code: 'syntax-error', message }, findings: [] }));
  }

  it('says nothing of the hidden checks but what does not fit', () => {
    const { reason, findings } = explain(
      heading,
      '/opt/pack/go/checks/pkg/sum/sum_checks_test.go:17:24: undefined: sum.Sum',
      'pkg/sum/other_checks_test.go:9:1: undefined: sum.Sum',
    );
    assert.deepEqual(findings, []);
    assert.equal(
      reason.message,
      "The checks don't fit your code: undefined: sum.Sum. Compare names and signatures with the brief.",
    );
  });

  const machines: readonly (readonly [lines: readonly string[], says: string])[] = [
    [['-race is not supported on linux/386'], '-race is not supported on linux/386'],
    [
      [
        '# runtime/cgo',
        'gcc_context.c:7:10: fatal error: stdlib.h: No such file or directory',
        'compilation terminated.',
      ],
      'gcc_context.c:7:10: fatal error: stdlib.h: No such file or directory',
    ],
    [
      ['build cache is disabled by GOCACHE=off, but required as of Go 1.12'],
      'build cache is disabled by GOCACHE=off, but required as of Go 1.12',
    ],
    [
      [
        'failed to initialize build cache at /home/a/.cache/go-build: mkdir /home/a/.cache: permission denied',
      ],
      'failed to initialize build cache at /home/a/.cache/go-build: mkdir /home/a/.cache: permission denied',
    ],
    [
      [heading, 'pkg/sum/sum.go:3:8: open /c/6e-d: permission denied', setUp],
      'open /c/6e-d: permission denied',
    ],
    [
      [heading, 'pkg/sum/sum_checks_test.go:4:2: open /c/6e-d: no space left on device'],
      'open /c/6e-d: no space left on device',
    ],
    [
      [heading, '/opt/go/src/fmt/print.go:11:2: package slices is not in std (/opt/go/src/slices)', setUp],
      '/opt/go/src/fmt/print.go:11:2: package slices is not in std (/opt/go/src/slices)',
    ],
    [['go: no such tool "compile"'], 'go: no such tool "compile"'],
    [
      [
        '# go-coffee/pkg/sum.test',
        '/usr/local/go/pkg/tool/link: running gcc failed: exit status 1',
        '/usr/bin/ld: cannot find -lpthread',
      ],
      '/usr/local/go/pkg/tool/link: running gcc failed: exit status 1',
    ],
    [[`go: creating ${root}/x: file exists`], 'go: creating x: file exists'],
  ];
  for (const [lines, says] of machines) {
    it(`is the machine's fault when Go says: ${says}`, () =>
      assert.deepEqual(explain(...lines), {
        reason: {
          code: 'toolchain-fault',
          message: `Go does not work on this machine, which is not the fault of your code. It says: ${says}`,
        },
        findings: [],
      }));
  }
});
