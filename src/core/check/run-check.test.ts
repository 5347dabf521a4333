import assert from 'node:assert/strict';
import { exerciseWith } from '../../../test/check/support/manifest';
import { CodealongError } from '../errors';
import { memoryFolder } from '../memory-folder';
import type { Judge, RunEnd } from './judge';
import type { RunEvent } from './protocol';
import { runCheck } from './run-check';

const nothing: RunEnd = { findings: [], output: '', notes: [] };
const empty = memoryFolder('empty', []);

function run(judge: Judge['judge'], onEvent?: (event: RunEvent) => void) {
  let time = 1_000;
  const request = {
    exercise: exerciseWith(),
    language: 'typescript' as const,
    pack: empty,
    solution: empty,
    signal: new AbortController().signal,
    ...(onEvent && { onEvent }),
  };
  return runCheck({ judge }, request, () => (time += 41.6));
}

/** Reports that everything passed. */
const content: Judge['judge'] = async ({ exercise }, hear) => {
  for (const { id } of exercise.manifest.checks)
    hear({ type: 'check-ended', id, status: 'passed', durationMs: 0 });
  hear({ type: 'ended' });
  return { ...nothing, output: 'printed', notes: ['a note'] };
};

describe('runCheck', () => {
  it('reports the verdict with what was printed, what there is to note and how long it took', async () => {
    const report = await run(content);
    assert.equal(report.verdict, 'passed');
    assert.deepEqual([report.exercise, report.language], ['adder', 'typescript']);
    assert.deepEqual([report.output, report.notes, report.durationMs], ['printed', ['a note'], 42]);
  });

  it('tells what happens while it happens', async () => {
    const shown: string[] = [];
    await run(content, (event) => shown.push(event.type));
    assert.deepEqual(shown, ['check-ended', 'check-ended', 'ended']);
  });

  it('owns up when the judge itself breaks', async () => {
    const report = await run(async () => Promise.reject(new Error('no room')));
    assert.deepEqual([report.verdict, report.reason?.code], ['unchecked', 'harness-fault']);
    assert.match(report.reason?.message ?? '', /could not be prepared: no room/);
  });

  it('names the file that the judge was not allowed to read', async () => {
    const report = await run(async () =>
      Promise.reject(new CodealongError('unreadable', "a.ts can't be read")),
    );
    assert.deepEqual(report.reason, { code: 'missing-file', message: "a.ts can't be read" });
  });
});
