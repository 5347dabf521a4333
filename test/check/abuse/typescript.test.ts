import assert from 'node:assert/strict';
import { memoryFolder } from '../../../src/core/memory-folder';
import { leavesNothingBehind } from '../support/clean-temp';
import { courseWith, judged, patient, summary } from '../support/judging';
import { assertOutcome, unchecked } from './case';
import { sum, typescriptCases } from './typescript-cases';

const judge = (source: string, judges = patient) =>
  judged('typescript', courseWith('typescript', source), undefined, judges);

describe('a TypeScript solution that', function () {
  this.timeout(60_000);
  leavesNothingBehind();

  for (const abuse of typescriptCases) {
    it(`${abuse.does}: ${abuse.outcome}`, async () => {
      assertOutcome(await judged('typescript', courseWith('typescript', abuse.source)), abuse);
    });
  }

  it('fills the memory: unchecked out-of-memory', async () => {
    const report = await judge(
      sum('const all = []; for (;;) all.push(new Array(100_000).fill(all.length + 0.5));'),
    );
    assertOutcome(report, { outcome: unchecked('out-of-memory'), told: /something grows without end/ });
    assert.equal(report.output, '', 'what V8 says of itself is not shown');
  });

  it('prints much is shown the beginning and the end of it', async () => {
    const report = await judge(sum('console.log("begin"); for (;;) console.log("x".repeat(1000));'));
    assert.ok(report.output.startsWith('begin\n'), report.output.slice(0, 100));
    assert.match(report.output, /bytes left out/);
    assert.ok(report.output.length < 100_000);
  });

  it('exits is shown what it printed right before', async () => {
    assert.equal(
      (
        await judge(sum('console.log("x".repeat(50_000)); console.log("last words"); process.exit(0);'))
      ).output.slice(-11),
      'last words\n',
    );
  });

  it('throws is told where', async () => {
    const [check] = (await judge(`\n\n${sum('\n  throw new Error("no");')}`)).checks;
    assert.deepEqual(check?.at, { file: 'pkg/sum/sum.ts', line: 4, column: 9 });
  });

  for (const path of ['pkg/other.ts', 'pkg/sum/sum.ts/note.txt']) {
    it(`is not there but for ${path}: unchecked missing-file`, async () => {
      const report = await judged('typescript', memoryFolder('the course', [{ path, text: '' }]));
      assert.equal(summary(report), unchecked('missing-file'));
    });
  }
});
