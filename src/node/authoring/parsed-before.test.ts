import assert from 'node:assert/strict';
import type { ProofMemory } from '../../core/verify/proof-memory';
import { parseYaml } from '../parse-yaml';
import { parsedBefore } from './parsed-before';

describe('files that were parsed before', () => {
  let kept: Map<string, unknown>;
  let parses: number;

  /** A memory that gives back what JSON leaves of a value, as one that is written down does. */
  const memory: ProofMemory = {
    keyOf: (language, parts) => JSON.stringify([language, parts]),
    recall: (exercise, key) => kept.get(`${exercise} ${key}`),
    keep: (exercise, key, outcome) =>
      void kept.set(`${exercise} ${key}`, JSON.parse(JSON.stringify(outcome))),
  };
  const parse = (text: string) =>
    parsedBefore((one) => {
      parses++;
      return parseYaml(one);
    }, memory)(text);

  beforeEach(() => {
    kept = new Map();
    parses = 0;
  });

  it('are not parsed again', () => {
    const text = 'id: adder\nchecks: [adds, subtracts]\n';
    const first = parse(text);
    const second = parse(text);
    assert.deepEqual(second.value, first.value);
    assert.deepEqual(second.errors, []);
    assert.equal(parses, 1);
  });

  it('are parsed once more for the places in them', () => {
    const text = 'id: adder\nchecks:\n  - adds\n';
    const first = parse(text);
    const second = parse(text);
    assert.deepEqual(second.locate(['checks', 0]), { line: 3, column: 5 });
    assert.deepEqual(second.locate(['checks', 0]), first.locate(['checks', 0]));
    assert.deepEqual(second.locateValue(['id']), first.locateValue(['id']));
    assert.equal(parses, 2);
  });

  it('are parsed again when anything in them changes', () => {
    assert.deepEqual(parse('id: adder').value, { id: 'adder' });
    assert.deepEqual(parse('id: breaker').value, { id: 'breaker' });
    assert.equal(parses, 2);
  });

  for (const text of ['id: [adder', 'a: 1\na: 2', 'most: .inf', 'share: .nan', 'left: -0', '']) {
    it(`are the same the second time: ${JSON.stringify(text)}`, () => {
      const first = parse(text);
      const second = parse(text);
      assert.deepEqual(second.value, first.value);
      assert.deepEqual(second.errors, first.errors);
    });
  }
});
