import assert from 'node:assert/strict';
import { useFakeBuilds } from '../../../../test/check/support/fake-builds';
import { memberOf, planBatches } from './plan-batches';

const quiet = (name: string): string => `package sum\n\nfunc ${name}() int { return 0 }\n`;

describe('planBatches', () => {
  const { request } = useFakeBuilds();
  const many = (count: number) => Array.from({ length: count }, (_, index) => request(quiet(`f${index}`)));
  const sizes = (...requests: Parameters<typeof planBatches>) =>
    planBatches(...requests).map(({ size }) => size);

  it('puts at most twelve into one program, as many into each', () => {
    assert.deepEqual(sizes(many(12)), [12]);
    assert.deepEqual(sizes(many(13)), [7, 6]);
    assert.deepEqual(sizes(many(30)), [10, 10, 10]);
  });

  it('leaves alone who has no company', () => {
    assert.deepEqual(sizes(many(0)), []);
    assert.deepEqual(sizes(many(1)), []);
    const [one] = many(1);
    assert.ok(one);
    assert.deepEqual(sizes([one, one]), []);
  });

  it('names each member by what it is made of', () => {
    const requests = many(3);
    const [batch] = planBatches(requests);
    assert.deepEqual(
      [...(batch ?? [])],
      requests.map((one) => [memberOf(one), one]),
    );
  });

  it('keeps apart what another module, version of the language or toolchain builds', () => {
    const [first, second, third, fourth] = many(4);
    assert.ok(first && second && third && fourth);
    const elsewhere = { ...second, snapshot: { ...second.snapshot, module: 'coffee' } };
    const older = { ...third, snapshot: { ...third.snapshot, language: '1.21' } };
    const racing = { ...fourth, toolchain: { ...fourth.toolchain, race: true } };
    assert.deepEqual(sizes([first, elsewhere, older, racing]), []);
    assert.deepEqual(sizes([first, second, elsewhere]), [2]);
  });

  it('leaves out what does something before it is asked, and text that looks like an import of its own', () => {
    const noisy = request('package sum\n\nfunc init() { println("here") }\n');
    const alike = request('package sum\n\nconst where = "go-coffee/pkg/sum"\n');
    assert.deepEqual(sizes([...many(2), noisy, alike]), [2]);
  });
});
