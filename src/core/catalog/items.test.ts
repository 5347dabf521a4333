import assert from 'node:assert/strict';
import * as v from 'valibot';
import { exercisesOf, itemSchema } from './items';

describe('an item of a block', () => {
  const items: readonly (readonly [file: object, item: object])[] = [
    [
      { read: 'phase-1/1.2', row: 2 },
      { kind: 'read', anchor: 'phase-1/1.2', row: 2 },
    ],
    [{ build: 'adder' }, { kind: 'build', exercise: 'adder' }],
    [
      { numbers: 'sums', row: 1 },
      { kind: 'numbers', exercise: 'sums', row: 1 },
    ],
    [{ design: 'shop' }, { kind: 'design', exercise: 'shop' }],
    [
      { mock: 45, title: 'A shop' },
      { kind: 'mock', minutes: 45, title: 'A shop' },
    ],
    [
      { do: 'load', title: 'Load it', look: 'How slow is it?', run: 'make load' },
      { kind: 'do', id: 'load', title: 'Load it', look: 'How slow is it?', run: 'make load' },
    ],
  ];
  for (const [file, item] of items) {
    it(`is known by what it asks for: ${Object.keys(file)[0]}`, () => {
      assert.deepEqual(v.parse(itemSchema, file), item);
    });
  }

  const refused: readonly (readonly [name: string, file: object, complaint: RegExp])[] = [
    ['nothing to do', { row: 1 }, /must have one of: read, build/],
    ['two things at once', { read: 'phase-1/1.2', build: 'adder' }, /must have one of/],
    ['a fifth row', { build: 'adder', row: 5 }, /a block has 4 rows/],
    [
      'an exercise with a title of its own',
      { build: 'adder', title: 'Adder' },
      /called by what they lead to/,
    ],
    ['a mock without a title', { mock: 45 }, /have a title/],
    ['something to do without a reason', { do: 'load', title: 'Load it' }, /says what to look for/],
    ['a command for what is read', { read: 'phase-1/1.2', run: 'less' }, /the others have neither/],
    ['an anchor that is none', { read: 'chapter 1' }, /must look like phase-1\/1\.2/],
  ];
  for (const [name, file, complaint] of refused) {
    it(`is refused with ${name}`, () => {
      const { issues = [] } = v.safeParse(itemSchema, file);
      assert.match(issues.map(({ message }) => message).join('\n'), complaint);
    });
  }

  it('names an exercise or not', () => {
    const read = { kind: 'read', anchor: 'phase-1/1.2' } as const;
    const build = { kind: 'build', exercise: 'adder' } as const;
    assert.deepEqual(exercisesOf({ items: [read, build] }), ['adder']);
  });
});
