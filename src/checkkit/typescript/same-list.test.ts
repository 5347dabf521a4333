import assert from 'node:assert/strict';
import { Finding } from './finding';
import { sameList } from './same-list';

const told = { message: 'The list is wrong.', input: 'three calls' };

function differenceOf(actual: readonly string[], expected: readonly string[]): string {
  try {
    sameList(actual, expected, told);
  } catch (error) {
    assert.ok(error instanceof Finding);
    assert.equal(error.message, told.message);
    assert.equal(error.input, told.input);
    return `${error.expected} | ${error.actual}`;
  }
  return 'none';
}

describe('lists compared', () => {
  it('says nothing about lists that are the same', () => {
    assert.equal(differenceOf([], []), 'none');
    assert.equal(differenceOf(['a', 'b', 'a'], ['a', 'b', 'a']), 'none');
  });

  it('tells what is missing, repeated and not expected', () => {
    assert.equal(
      differenceOf(['a', 'a', 'x'], ['a', 'b']),
      '2 in this order | 3; 1 missing: b; 1 repeated: a; 1 not expected: x',
    );
  });

  it('shows three of a kind', () => {
    assert.equal(differenceOf([], ['a', 'b', 'c', 'd']), '4 in this order | 0; 4 missing: a, b, c, …');
  });

  it('tells the first that is in another place', () => {
    assert.equal(
      differenceOf(['a', 'c', 'b'], ['a', 'b', 'c']),
      '3 in this order | 3; number 2 is c, where b belongs',
    );
    assert.equal(
      differenceOf(['a', 'b'], ['a', 'b', 'b']),
      '3 in this order | 2; number 3 is not there, where b belongs',
    );
  });
});
