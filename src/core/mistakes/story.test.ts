import assert from 'node:assert/strict';
import { storiesFor, storiesOf, type Story } from './story';

describe('the stories of mistakes', () => {
  const story = (title: string, ...typescript: readonly string[]): Story => {
    return { title, text: `${title} hurts.`, checks: { typescript } };
  };

  it('are told without their code', () => {
    const mistake = { id: 'a', title: 'A', story: 'It hurts.', rejectedBy: { go: ['x'] }, edits: {} };
    assert.deepEqual(storiesOf([mistake]), [{ title: 'A', text: 'It hurts.', checks: { go: ['x'] } }]);
  });

  it('are those of the check in the language, the ones that fail nothing else first', () => {
    const all = [story('wide', 'x', 'y'), story('near', 'x'), story('other', 'y'), story('also', 'x')];
    assert.deepEqual(
      storiesFor(all, 'x', 'typescript').map(({ title }) => title),
      ['near', 'also', 'wide'],
    );
    assert.deepEqual(storiesFor(all, 'x', 'go'), []);
  });

  it('begin with those that fail the checks that fail now', () => {
    const all = [
      story('narrow', 'x'),
      story('two', 'x', 'y'),
      story('three', 'x', 'y', 'z'),
      story('far', 'x', 'w'),
    ];
    const order = storiesFor(all, 'x', 'typescript', ['x', 'y', 'z']).map(({ title }) => title);
    assert.deepEqual(order, ['three', 'two', 'narrow', 'far']);
  });
});
