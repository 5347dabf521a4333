import assert from 'node:assert/strict';
import { parseSamples } from './samples';

describe('the samples of a design', () => {
  it('are a text for each mark of each criterion', () => {
    const text = '# S\n\n## load\n\n### 0\n\nNone.\n\n### 3\n\nMany.\n\nMore.\n\n## end\n\n### 1\nOne.\n';
    assert.deepEqual(
      [...parseSamples(text)],
      [
        ['load', { 0: 'None.', 1: '', 2: '', 3: 'Many.\n\nMore.' }],
        ['end', { 0: '', 1: 'One.', 2: '', 3: '' }],
      ],
    );
  });

  it('know no other marks, and no marks above a criterion', () =>
    assert.deepEqual(
      [...parseSamples('### 1\na\n## x\n### 4\nb\n### one\nc')],
      [['x', { 0: '', 1: '', 2: '', 3: '' }]],
    ));
});
