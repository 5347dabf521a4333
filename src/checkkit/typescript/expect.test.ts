import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { describeError, equal, fail, ok, outcomeOf, succeeds, throws } from './expect';
import { Finding, show } from './finding';
import { settle, watch } from './settle';

const told = { message: 'It is wrong.', input: 'f(1)' };

/** What the finding says that the call must end with. */
async function findingOf(call: () => unknown): Promise<readonly (string | undefined)[]> {
  const outcome = await outcomeOf(call);
  assert.ok(outcome.status === 'threw' && outcome.error instanceof Finding, 'a finding is expected');
  const { message, input, expected, actual } = outcome.error;
  return [message, input, expected, actual];
}

describe('the assertions of checks', () => {
  it('fail with everything that the learner needs', async () => {
    const all = { ...told, expected: 'this', actual: 'that' };
    assert.deepEqual(await findingOf(() => fail(all)), ['It is wrong.', 'f(1)', 'this', 'that']);
    assert.deepEqual(await findingOf(() => ok(0, all)), ['It is wrong.', 'f(1)', 'this', 'that']);
    ok('something', told);
  });

  const same: readonly (readonly [unknown, unknown])[] = [
    [1, 1],
    [Number.NaN, Number.NaN],
    [{ a: [1, new Map([[1, 2]])] }, { a: [1, new Map([[1, 2]])] }],
    [undefined, undefined],
  ];
  for (const [actual, expected] of same) {
    it(`equal: ${show(actual)} is ${show(expected)}`, () => equal(actual, expected, told));
  }

  const different: readonly (readonly [unknown, unknown])[] = [
    [1, '1'],
    [0, -0],
    [null, undefined],
    [{ a: 1 }, { a: 1, b: undefined }],
    [
      [1, 2],
      [2, 1],
    ],
    [new Date(0), {}],
  ];
  for (const [actual, expected] of different) {
    it(`equal: ${show(actual)} is not ${show(expected)}, and both are shown`, async () => {
      assert.deepEqual(await findingOf(() => equal(actual, expected, told)), [
        'It is wrong.',
        'f(1)',
        show(expected),
        show(actual),
      ]);
    });
  }

  it('throws: a throw and a rejection are the same, and what was thrown is given on', async () => {
    const error = new Error('no');
    const expected = { ...told, expected: 'an error' };
    const throwing = (): never => {
      throw error;
    };
    assert.equal(await throws(throwing, expected), error);
    assert.equal(await throws(() => Promise.reject(error), expected), error);
    assert.deepEqual(await findingOf(() => throws(async () => 7, expected)), [
      'It is wrong.',
      'f(1)',
      'an error',
      'it returned 7',
    ]);
  });

  it('succeeds: gives the result, or tells what was thrown instead', async () => {
    assert.equal(await succeeds(async () => 7, told), 7);
    assert.equal(await succeeds(() => 7, told), 7);
    const failing = () => succeeds(() => Promise.reject(new TypeError('no')), told);
    assert.deepEqual(await findingOf(failing), [
      'It is wrong.',
      'f(1)',
      'no error',
      'it threw TypeError: no',
    ]);
  });

  it('describe an error in one line, and any other value as it is', () => {
    assert.equal(describeError(new RangeError('too far')), 'RangeError: too far');
    assert.equal(describeError('text'), "'text'");
  });
});

describe('show', () => {
  const cyclic: Record<string, unknown> = { name: 'loop' };
  cyclic['self'] = cyclic;
  const hostile = {
    get trap(): never {
      throw new Error('do not look');
    },
    [Symbol.for('nodejs.util.inspect.custom')]: () => 'forged',
    toJSON: () => 'forged',
    toString: () => 'forged',
  };

  it('shows an error by its name, message and fields, without its stack, wherever it stands', () => {
    const cause = new RangeError('too late');
    const error = Object.assign(new TypeError('no answer', { cause }), { ms: 300 });
    assert.equal(
      show({ error }),
      '{\n  error: TypeError: no answer {\n    [cause]: RangeError: too late,\n    ms: 300\n  }\n}',
    );
    assert.equal(show([new Error('a')]), '[\n  Error: a\n]');
    assert.equal(show('a\n    at noon (b.ts:1:2)'), "'a\\n    at noon (b.ts:1:2)'");
  });

  it('shows what refers to itself', () => assert.match(show(cyclic), /<ref \*1>.*\[Circular \*1\]/s));

  it('does not run what a value brings along', () => {
    assert.doesNotMatch(show(hostile), /^'?forged/);
    assert.match(show(hostile), /trap: \[Getter\]/);
  });

  const simple = [
    '',
    'plain ~',
    "it's",
    '"',
    'a\\b',
    'é',
    'two\nlines',
    '\u007f',
    0,
    -0,
    1.5,
    -2,
    1e21,
    NaN,
    Infinity,
  ];
  it('shows simple values as Node does', () =>
    assert.deepEqual(
      simple.map(show),
      simple.map((value) => inspect(value)),
    ));

  it('shortens what is long', () => {
    assert.ok(show({ text: 'x'.repeat(10_000) }).length < 1_000);
    assert.ok(show(Array.from({ length: 10_000 }, (_, index) => index)).length < 500);
  });

  it('leaves the middle of a long text out, not its end', () => {
    const text = show(`begin${'x'.repeat(10_000)}end`);
    assert.match(text, /^'beginx+ … 9608 characters left out … x+end'$/);
    assert.ok(text.length < 500);
  });

  it('never throws', () => {
    const trap = new Proxy(
      {},
      { get: () => assert.fail(), ownKeys: () => assert.fail(), getPrototypeOf: () => assert.fail() },
    );
    assert.equal(typeof show(trap), 'string');
    assert.equal(typeof show(Object.create(null)), 'string');
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    assert.equal(typeof show(proxy), 'string');
  });

  it('tells 0 from -0, and keys in one order', () => {
    assert.equal(show(-0), '-0');
    assert.equal(show({ b: 1, a: 2 }), show({ a: 2, b: 1 }));
  });
});

describe('watching a promise', () => {
  it('tells where it stands once everything has settled', async () => {
    const pending = watch(new Promise(() => undefined));
    const fulfilled = watch(Promise.resolve(1));
    const rejected = watch(Promise.reject(new Error('no')));
    await settle();
    assert.deepEqual([pending.state, fulfilled.state, rejected.state], ['pending', 'fulfilled', 'rejected']);
    assert.deepEqual([fulfilled.value, (rejected.error as Error).message], [1, 'no']);
  });

  it('follows a long chain of promises to its end', async () => {
    const chain = watch(
      (async () => {
        for (let step = 0; step < 1_000; step++) await Promise.resolve();
        return 'end';
      })(),
    );
    await settle();
    assert.equal(chain.value, 'end');
  });
});
