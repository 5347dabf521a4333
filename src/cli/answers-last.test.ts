import assert from 'node:assert/strict';
import { answersLast } from './answers-last';

describe('a guide in a terminal', () => {
  it('has its answers at the end', () => {
    const text = [
      '## Sums',
      '',
      '<details><summary>How many?</summary>',
      '',
      'Two.',
      '',
      '</details>',
      '<details id="card-why"><summary>1. Why?</summary>',
      '',
      'So.',
      '',
      '</details>',
      '',
      'Go on.',
    ];
    assert.equal(
      answersLast(text.join('\n')),
      '## Sums\n\n[1] How many?\n[2] 1. Why?\n\nGo on.\n\n---\n\nAnswers\n\n[1] Two.\n\n[2] So.',
    );
  });

  it('is as it is when nothing is folded', () => {
    assert.equal(answersLast('## Sums\n\n`<details>` folds.'), '## Sums\n\n`<details>` folds.');
  });
});
