import assert from 'node:assert/strict';
import { memoryFolder } from '../../../src/core/memory-folder';
import { leavesNothingBehind } from '../support/clean-temp';
import { courseWith, judged, summary } from '../support/judging';
import { needsGo, toolchainHere } from '../support/needs-go';
import { accepted, assertOutcome, unchecked } from './case';
import { goCases, right, sum } from './go-cases';

const judge = (source: string, others?: Record<string, string>) =>
  judged('go', courseWith('go', source, others));

describe('a Go solution that', function () {
  this.timeout(120_000);
  needsGo();
  leavesNothingBehind();

  for (const abuse of goCases) {
    it(`${abuse.does}: ${abuse.outcome}`, async () => assertOutcome(await judge(abuse.source), abuse));
  }

  it('waits forever fails: by the runtime where that sees it, else by the timeout', async () => {
    const { verdict, checks } = await judge(sum('return <-make(chan int)'));
    assert.deepEqual([verdict, checks[0]?.status], ['failed', 'failed']);
    assert.match(checks[0]?.message ?? '', /is stuck: every goroutine waits|did not finish within/);
  });

  it('loops in the second check is not judged again by the first', async () => {
    const loop = `fmt.Println(len(numbers)); for len(numbers) == 0 {}; ${right}`;
    const report = await judge(sum(loop, 'import "fmt"'));
    assert.equal(summary(report), 'unchecked timed-out passed failed');
    assert.equal(report.output, '0\n');
  });

  it('races is found out by the race detector', async function () {
    const racing =
      'total := 0; done := make(chan bool); go func() { total++; done <- true }(); total++; <-done; return 6';
    const report = await judge(sum(racing));
    if (report.notes.length > 0) return this.skip();
    assert.equal(report.checks[0]?.status, 'failed');
    assert.match(report.checks[0].message ?? '', /a data race/);
    assert.equal(report.checks[0].at?.file, 'pkg/sum/sum.go');
  });

  it('races is found out also when it prints so much that the words of the race detector are lost', async function () {
    const flood = 'for range 500 { fmt.Println(strings.Repeat("x", 200)) }';
    const racing = `total := 0; done := make(chan bool); ${flood}; go func() { total++; done <- true }(); total++; <-done; ${flood}; return 6`;
    const report = await judge(sum(racing, 'import ("fmt"; "strings")'));
    if (report.notes.length > 0) return this.skip();
    assert.equal(report.checks[0]?.status, 'failed');
    assert.match(report.checks[0].message ?? '', /a data race/);
  });

  it('panics is told where, and what it said', async () => {
    const [check] = (await judge(sum('panic("oops")'))).checks;
    assert.deepEqual([check?.at, check?.actual], [{ file: 'pkg/sum/sum.go', line: 9 }, 'panic: oops']);
  });

  it('prints is shown what it printed, and nothing of the hidden checks', async () => {
    const crash = 'fmt.Println("hello"); go func() { panic("oops") }(); select {}';
    const { output } = await judge(sum(crash, 'import "fmt"'));
    assert.match(output, /^hello\npanic: oops\n/);
    assert.doesNotMatch(output, /TestChecks|_test|PASS|FAIL|checkkit|testing/);
  });

  it("brings tests of its own: they are none of the judge's business", async () => {
    const own =
      'package sum\n\nimport (\n\t"os"\n\t"testing"\n)\n\nfunc TestMain(m *testing.M) { os.Exit(0) }\n';
    assert.equal(summary(await judge(sum(right), { 'pkg/sum/own_test.go': own })), accepted);
  });

  it('lies in a module of another name passes all the same', async () => {
    const others = {
      'go.mod': 'module example.org/mine\n\ngo 1.25\n',
      'pkg/add/add.go': 'package add\n\nfunc Two(a, b int) int { return a + b }\n',
    };
    const adding = sum(
      'total := 0; for _, number := range numbers { total = add.Two(total, number) }; return total',
      'import "example.org/mine/pkg/add"',
    );
    assert.equal(summary(await judge(adding, others)), accepted);
  });

  it('is written in the version of Go that its go.mod asks for, as far as this machine knows it', async () => {
    const { version } = await toolchainHere();
    const newest = sum(`one := new(1); _ = one; ${right}`);
    for (const asked of ['1.26', '1.99.3']) {
      const report = await judge(newest, { 'go.mod': `module go-coffee\n\ngo ${asked}\n` });
      if (/go1\.25/.test(version)) assert.match(report.reason?.message ?? '', /go1\.26/);
      else assert.equal(summary(report), accepted, report.reason?.message);
    }
    const old = await judge(sum(`for range 3 {}; ${right}`), { 'go.mod': 'module go-coffee\n\ngo 1.21\n' });
    assert.equal(summary(old), accepted, old.reason?.message);
  });

  for (const path of ['pkg/other.go', 'pkg/sum/sum.go/note.txt']) {
    it(`is not there but for ${path}: unchecked missing-file`, async () => {
      assert.equal(
        summary(await judged('go', memoryFolder('the course', [{ path, text: '' }]))),
        unchecked('missing-file'),
      );
    });
  }
});
