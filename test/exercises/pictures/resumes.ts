import type { NumberOf } from './numbers-of';
import { box, path, text, type Picture } from './svg';

/** Kept when the phone comes back, published during its look-up, and published afterwards. */
interface Published {
  readonly kept: readonly number[];
  readonly meanwhile: readonly number[];
  readonly later: readonly number[];
}

/** What the phone gets, in order, by each way of reading and joining. */
const ways: readonly {
  readonly name: string;
  readonly got: (published: Published) => readonly number[];
}[] = [
  { name: 'read, then join', got: ({ kept, later }) => [...kept, ...later] },
  {
    name: 'join and pass on, then read',
    got: ({ kept, meanwhile, later }) => [...meanwhile, ...kept, ...meanwhile, ...later],
  },
  {
    name: 'join and hold back, read, compare',
    got: ({ kept, meanwhile, later }) => onlyHigher([...kept, ...meanwhile, ...meanwhile, ...later]),
  },
];

function onlyHigher(numbers: readonly number[]): readonly number[] {
  return numbers.filter((number, index) => numbers.slice(0, index).every((before) => before < number));
}

/** Which of the published are missing, and which come again. */
function verdict(got: readonly number[], { kept, meanwhile, later }: Published): string {
  const missing = [...kept, ...meanwhile, ...later].filter((number) => !got.includes(number));
  const again = got.filter((number, index) => got.indexOf(number) < index);
  if (missing.length > 0) return `${missing.join(' and ')} never come`;
  if (again.length > 0) return `${again.join(' and ')} come twice`;
  return 'each once, in order';
}

/** One phone that comes back, three times over. */
export function readAndJoin(of: NumberOf): Picture {
  const has = of('phone-has');
  const published: Published = {
    kept: [has + 1, has + 2],
    meanwhile: [has + 3, has + 4],
    later: [has + 5],
  };
  const rows = ways.map(({ name, got }, index) => {
    const numbers = got(published);
    return { name, numbers, words: verdict(numbers, published), y: 132 + index * 56 };
  });
  const groups = [
    { look: 'box', words: 'kept', numbers: published.kept, x: 290 },
    { look: 'wait', words: 'published during the look-up', numbers: published.meanwhile, x: 370 },
    { look: 'box', words: 'afterwards', numbers: published.later, x: 570 },
  ];
  return {
    title: `A phone has ${has} and comes back. What does it get?`,
    story: `${published.kept.join(' and ')} are kept, ${published.meanwhile.join(' and ')} are published during the look-up, ${published.later.join(' and ')} afterwards. ${rows.map(({ name, numbers, words }) => `${name}: ${numbers.join(', ')}; ${words}`).join('. ')}.`,
    height: 308,
    parts: [
      ...groups.flatMap(({ look, words, numbers, x }) => [
        text(x, 64, words, 'small'),
        ...numbers.flatMap((number, index) => cell(look, x + index * 34, 72, number)),
      ]),
      path('dashed', 'M24 116H736'),
      ...rows.flatMap(({ name, numbers, words, y }) => {
        const isRight = words.startsWith('each');
        return [
          text(24, y + 20, name, `strong ${isRight ? 'goodtext' : 'badtext'}`),
          ...numbers.flatMap((number, index) =>
            cell(isRight ? 'good' : lookOf(numbers, index), 290 + index * 34, y, number),
          ),
          text(290 + numbers.length * 34 + 10, y + 19, words, `small ${isRight ? 'goodtext' : 'badtext'}`),
        ];
      }),
    ],
  };
}

function lookOf(numbers: readonly number[], index: number): string {
  const number = numbers[index];
  return number !== undefined && numbers.indexOf(number) !== numbers.lastIndexOf(number) ? 'bad' : 'box';
}

function cell(look: string, x: number, y: number, number: number): readonly string[] {
  return [box(look, [x, y, 28, 28], 4), text(x + 14, y + 19, String(number), 'mid')];
}
