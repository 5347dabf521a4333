import assert from 'node:assert/strict';
import Mocha, { Suite, Test } from 'mocha';
import { keepOnly, putInOrder } from './choose-checks';

/** Suites as two files of checks would make them: one beside the other, with one below the first. */
function suites(): Suite {
  const root = new Mocha().suite;
  const add = (suite: Suite, ...titles: string[]): void =>
    titles.forEach((title) => void suite.addTest(new Test(title, () => undefined)));
  const first = Suite.create(root, 'first');
  add(first, 'd', 'b');
  add(Suite.create(first, 'below'), 'c');
  add(Suite.create(root, 'second'), 'a', 'unknown');
  return root;
}

function titles(root: Suite): readonly string[] {
  const found: string[] = [];
  root.eachTest((test) => void found.push(test.title));
  return found;
}

describe('putInOrder', () => {
  it('puts checks and suites into the order of the manifest, and unknown ones last', () => {
    const root = suites();
    putInOrder(root, ['a', 'b', 'c', 'd']);
    assert.deepEqual(titles(root), ['a', 'unknown', 'b', 'd', 'c']);
  });
});

describe('keepOnly', () => {
  it('drops every other check, at whatever depth', () => {
    const root = suites();
    keepOnly(root, ['c', 'a', 'nowhere']);
    assert.deepEqual(titles(root), ['c', 'a']);
  });
});
