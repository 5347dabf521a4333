import assert from 'node:assert/strict';
import { explainCrash, printedBySolution, raceFinding } from './explain-output';

const trace = `goroutine 7 [running]:
testing.tRunner.func1.2({0x1, 0x2})
	testing/testing.go:1632 +0x1fc
go-coffee/internal/codealong/checkkit.report.func1()
	go-coffee/internal/codealong/checkkit/checkkit.go:99 +0x1f
go-coffee/pkg/sum_test.adds(0xc000)
	go-coffee/pkg/sum/sum_checks_test.go:17 +0x25
go-coffee/pkg/sum.Sum(...)
	go-coffee/pkg/sum/sum.go:12 +0x4
created by go-coffee/pkg/sum.Start
	go-coffee/pkg/sum/start.go:5 +0x4
`;
const at = { file: 'pkg/sum/sum.go', line: 12 };

describe('explaining what a Go program printed at its end', () => {
  const crashes: readonly (readonly [printed: string, message: RegExp, actual: string])[] = [
    [
      'panic: runtime error: index out of range [3] with length 3',
      /panicked in a goroutine of its own/,
      'panic: runtime error: index out of range [3] with length 3',
    ],
    [
      'fatal error: all goroutines are asleep - deadlock!',
      /is stuck: every goroutine waits/,
      'fatal error: all goroutines are asleep - deadlock!',
    ],
    [
      'fatal error: concurrent map writes',
      /use the same map at the same time.*: a data race\.$/,
      'fatal error: concurrent map writes',
    ],
    [
      'fatal error: concurrent map read and map write',
      /use the same map at the same time.*: a data race\.$/,
      'fatal error: concurrent map read and map write',
    ],
    ['fatal error: stack overflow', /made the Go runtime give up/, 'fatal error: stack overflow'],
  ];
  for (const [printed, message, actual] of crashes) {
    it(`tells of "${printed}" at the learner's line`, () => {
      const failure = explainCrash(`some output\n${printed}\n\n${trace}`, 'go-coffee');
      assert.match(failure?.message ?? '', message);
      assert.deepEqual([failure?.actual, failure?.at], [actual, at]);
    });
  }

  it('finds no crash where there is none', () => {
    assert.equal(explainCrash('all is well\nno panic: here\n', 'go-coffee'), undefined);
  });

  it('knows the module by its whole name', () => {
    const foreign = 'panic: no\n\nfoo\n\tgo-coffee-too/pkg/a.go:3 +0x1\n';
    assert.equal(explainCrash(foreign, 'go-coffee')?.at, undefined);
  });

  it('tells of a data race at the first line of the learner', () => {
    const failure = raceFinding(
      `x\n==================\nWARNING: DATA RACE\nWrite at 0x00 by goroutine 8:\n${trace}`,
      'go-coffee',
    );
    assert.match(failure?.message ?? '', /a data race/);
    assert.deepEqual(failure?.at, at);
    assert.equal(raceFinding('no race here', 'go-coffee'), undefined);
  });

  it('tells of a data race also when what the detector said was lost in a flood of output', () => {
    const rest = '… 70000 bytes left out …\n    testing.go:1712: race detected during execution of test\n';
    const failure = raceFinding(rest, 'go-coffee');
    assert.match(failure?.message ?? '', /a data race/);
    assert.equal(failure?.at, undefined);
  });
});

describe('what a solution printed', () => {
  it('is shown without a word about the hidden checks', () => {
    const printed = `hello\nFAIL is not a word of mine\n=== RUN   TestChecks/adds\npanic: oops\n\n${trace}    --- FAIL: TestChecks/adds (0.00s)\n        testing.go:1712: race detected during execution of test\nFAIL\n`;
    assert.equal(
      printedBySolution(printed),
      [
        'hello',
        'FAIL is not a word of mine',
        'panic: oops',
        '',
        'goroutine 7 [running]:',
        'go-coffee/pkg/sum.Sum(...)',
        '\tgo-coffee/pkg/sum/sum.go:12 +0x4',
        'created by go-coffee/pkg/sum.Start',
        '\tgo-coffee/pkg/sum/start.go:5 +0x4',
        '',
      ].join('\n'),
    );
  });
});
