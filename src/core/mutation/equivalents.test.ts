import assert from 'node:assert/strict';
import { exerciseWith } from '../../../test/check/support/manifest';
import { parseYaml } from '../../node/parse-yaml';
import { memoryFolder } from '../memory-folder';
import { readEquivalents, withoutEquivalents } from './equivalents';
import type { Mutant } from './mutant';

const path = 'week-01/adder/mutants.yaml';

async function read(text: string) {
  return readEquivalents(memoryFolder('the pack', [{ path, text }]), parseYaml, exerciseWith());
}

const entry = `- file: a.ts
  original: let a = 1;
  operator: number
  replacement: 0
  reason: Nobody reads it.
`;

function mutant(rest: Partial<Mutant> = {}): Mutant {
  return {
    ...{ file: 'a.ts', line: 1, column: 9, operator: 'number', original: '1', replacement: '0' },
    ...{ source: 'let a = 1;', text: 'let a = 0;' },
    ...rest,
  };
}

describe('the mutants that nobody can see', () => {
  it('are none when the exercise has no such file', async () => {
    const none = { equivalents: [], problems: [] };
    assert.deepEqual(await readEquivalents(memoryFolder('the pack', []), parseYaml, exerciseWith()), none);
  });

  it('are read with the place where each is named', async () => {
    const { equivalents, problems } = await read(`# Why.\n${entry}${entry}`);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      equivalents.map(({ at }) => at.line),
      [2, 7],
    );
    assert.deepEqual(equivalents[0], {
      ...{ file: 'a.ts', original: 'let a = 1;', operator: 'number', replacement: '0' },
      ...{ reason: 'Nobody reads it.', at: { file: path, line: 2, column: 3 } },
    });
  });

  for (const [what, replacement, text] of [
    ['true', 'true', 'true'],
    ['a number', '-1', '-1'],
    ['nothing', "''", ''],
    ['a semicolon', ';', ';'],
    ['a quoted text', `"''"`, "''"],
  ] as const) {
    it(`may be replaced by ${what}`, async () => {
      const { equivalents } = await read(entry.replace('replacement: 0', `replacement: ${replacement}`));
      assert.equal(equivalents[0]?.replacement, text);
    });
  }

  for (const [what, text, line, message] of [
    ['no reason', entry.replace(/ {2}reason.*\n/, ''), 1, /^0\.reason: is missing; add it$/],
    ['an empty reason', entry.replace('Nobody reads it.', "' '"), 5, /^0\.reason: must not be empty$/],
    ['an unknown operator', entry.replace('number', 'magic'), 3, /^0\.operator: must be .*"boundary"/],
    ['an unknown key', `${entry}  line: 1\n`, 6, /^0\.line: is not a known key/],
    ['a broken text', `${entry}  - x: [\n`, 6, /./],
    ['no list', 'a: b\n', 1, /^the file: must be Array/],
  ] as const) {
    it(`are refused for ${what}, with the place`, async () => {
      const { equivalents, problems } = await read(text);
      assert.deepEqual(equivalents, []);
      assert.deepEqual([problems[0]?.file, problems[0]?.line], [path, line]);
      assert.match(problems[0]?.message ?? '', message);
    });
  }

  it('are taken away from those that survived, wherever their line stands by now', async () => {
    const { equivalents } = await read(entry);
    const other = mutant({ replacement: '2' });
    assert.deepEqual(withoutEquivalents([mutant({ line: 70 }), other], equivalents), {
      left: [other],
      problems: [],
    });
  });

  const others: Partial<Mutant>[] = [
    { file: 'b.ts' },
    { source: 'let b = 1;' },
    { operator: 'string' },
    { replacement: '2' },
  ];
  for (const other of others) {
    it(`do not hide another one: ${JSON.stringify(other)}`, async () => {
      const { equivalents } = await read(entry);
      const { left, problems } = withoutEquivalents([mutant(other)], equivalents);
      assert.equal(left.length, 1);
      assert.deepEqual(problems, [
        {
          ...{ file: path, line: 1, column: 3 },
          message: 'no mutant "number" of this line of a.ts survives; remove the entry',
        },
      ]);
    });
  }

  it('need one entry each where two have the same words', async () => {
    const [first, second] = [mutant({ line: 1 }), mutant({ line: 9 })];
    const one = await read(entry);
    assert.deepEqual(withoutEquivalents([first, second], one.equivalents), { left: [second], problems: [] });
    const two = await read(entry + entry);
    assert.deepEqual(withoutEquivalents([first, second], two.equivalents), { left: [], problems: [] });
    const { problems } = withoutEquivalents([first], two.equivalents);
    assert.deepEqual(
      problems.map(({ line }) => line),
      [6],
    );
  });
});
