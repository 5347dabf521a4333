import assert from 'node:assert/strict';
import type { Memento } from 'vscode';
import type { CheckReport } from '../../../core/check/report';
import { keptReports } from './kept-reports';

function memory(): Memento {
  const values = new Map<string, unknown>();
  return {
    keys: () => [...values.keys()],
    get: <T>(key: string, otherwise?: T) => (values.get(key) ?? otherwise) as T,
    update: async (key, value) => void values.set(key, structuredClone(value)),
  };
}

const report = (exercise: string): CheckReport => ({
  exercise,
  language: 'go',
  verdict: 'failed',
  durationMs: 1,
  checks: [],
  findings: [],
  output: 'a lot of text',
  notes: [],
});

describe('reports that are kept over a reload', () => {
  it('are the last of each solution, the newest first, without what was printed', async () => {
    const kept = keptReports(memory());
    await kept.keep({ solution: 'a', report: report('old'), code: '1' });
    await kept.keep({ solution: 'b', report: report('b'), code: '2' });
    await kept.keep({ solution: 'a', report: report('new'), code: '3' });
    assert.deepEqual(
      kept
        .all()
        .map(({ solution, code, report: { exercise, output } }) => [solution, code, exercise, output]),
      [
        ['a', '3', 'new', ''],
        ['b', '2', 'b', ''],
      ],
    );
  });

  it('are forgotten one by one, and the oldest when there are many', async () => {
    const kept = keptReports(memory());
    for (let number = 0; number < 20; number++)
      await kept.keep({ solution: `${number}`, report: report('x'), code: '' });
    assert.equal(kept.all().length, 12);
    await kept.drop('19');
    assert.equal(kept.all()[0]?.solution, '18');
  });
});
