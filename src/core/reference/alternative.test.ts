import assert from 'node:assert/strict';
import { readAbout } from './alternative';
import { withAbout } from './with-about';

describe('what an alternative says of itself', () => {
  it('is its idea, and then what it trades', () => {
    const text = 'No lock. The state\nis a value.\n\nIt trades memory\nfor quiet readers.\n';
    assert.deepEqual(readAbout(text), {
      idea: 'No lock. The state is a value.',
      trade: 'It trades memory for quiet readers.',
    });
  });

  it('may lack the second', () => {
    assert.deepEqual(readAbout('No lock.\n\nIt is fast.'), { idea: 'No lock. It is fast.', trade: '' });
    assert.deepEqual(readAbout(''), { idea: '', trade: '' });
  });
});

describe('an alternative to look at', () => {
  const files = [
    { path: 'a', text: 'select 1;\n' },
    { path: 'b', text: 'select 2;\n' },
  ];

  it('begins with what it says of itself, in lines that fit', () => {
    const idea = 'word '.repeat(30).trim();
    const [first, second] = withAbout({ id: 'one-key', idea, trade: 'It trades a for b.', files }, 'sql');
    assert.deepEqual(first?.text.split('\n'), [
      `-- ${'word '.repeat(19).trim()}`,
      `-- ${'word '.repeat(11).trim()}`,
      '-- It trades a for b.',
      '',
      'select 1;',
      '',
    ]);
    assert.equal(second?.text, 'select 2;\n');
  });

  it('is commented as its language does', () => {
    const [first] = withAbout({ id: 'one-key', idea: 'x', trade: 'y', files }, 'go');
    assert.match(first?.text ?? '', /^\/\/ x\n\/\/ y\n\nselect/);
  });
});
