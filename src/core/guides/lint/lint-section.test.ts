import assert from 'node:assert/strict';
import { guideLines } from './guide-lines';
import { lintSection } from './lint-section';
import type { SectionPlan } from './section-plan';
import { visibleWords } from './words';

const words = (count: number): string => 'word '.repeat(count).trim();

const deep = `## Timeouts

_After this section you can say when to stop waiting._ · 8 minutes

**Tuesday, 08:07.** Ana waits.

**Try first.** How long?

<details><summary>Think, then open</summary>

Not long.

</details>

### The idea

${words(280)}

![A caller waits, and the service never answers: at the end the caller goes home.](pictures/wait.svg)

### How it works

1. Wait.

### The numbers

At 166.7 calls a second, 50 slots last 0.3 s.

### What the first version gets wrong

It waits.

### Repairs

It ends.

### Use it, or leave it

**Use it** always. **Leave it** never.

**In production.** 2 s.

**In Go Coffee.** Where does it wait?

<details><summary>Look, then open</summary>

Nowhere.

</details>

### In the interview

**"When do you stop?"**

<details><summary>An answer in 60 seconds</summary>

Soon.

</details>

### Check yourself

<details id="card-one"><summary>1. One?</summary>

One.

</details>
<details id="card-two"><summary>2. Two?</summary>

Two.

</details>
<details id="card-three"><summary>3. Three?</summary>

Three.

</details>

**Remember.** Stop. · **Build it:** nothing · **Sources:** A book, 2016, p. 41; a
page of 1999.
`;

const brief = `## Bulkheads

**The idea.** ${words(150)}

**The numbers.** 50 slots.

**Use it** for calls. **Leave it** for sums.

**Check yourself.**

<details id="card-four"><summary>Four?</summary>

Four.

</details>
`;

const text = `# 1.2 Reliability\n\nAll of it.\n\n${deep}\n${brief}\n## Practice\n\nSay it aloud.\n`;

const plan: SectionPlan = {
  formatVersion: 1,
  deep: ['timeouts'],
  brief: ['bulkheads'],
  given: { 'orders-per-minute': 10_000, slots: 50, answer: 60 },
  figures: {
    rate: { says: '166.7 calls a second', formula: 'orders_per_minute / 60' },
    full: { says: '0.3 s', formula: 'slots / rate' },
  },
  sourced: [],
};

interface Change {
  readonly from?: string;
  readonly to?: string;
  readonly plan?: Partial<SectionPlan>;
}

function lint({ from = '', to = '', plan: other }: Change) {
  assert.ok(text.includes(from), `the sample has no ${JSON.stringify(from)}`);
  const { flaws, inPlan } = lintSection(
    text.replace(from, () => to),
    { ...plan, ...other },
  );
  return [
    ...flaws.map(({ message }) => message),
    ...inPlan.map(({ path, message }) => `${path.join('.')}: ${message}`),
  ];
}

describe('a section held against its template', () => {
  it('is sound when all is there, and tells its cards', () => {
    const { flaws, inPlan, cards } = lintSection(text, plan);
    assert.deepEqual([flaws, inPlan], [[], []]);
    assert.deepEqual(
      cards.map(({ id }) => id),
      ['card-one', 'card-two', 'card-three', 'card-four'],
    );
  });

  it('may tell the numbers after what the first version gets wrong', () => {
    const [numbers = ''] = /### The numbers[^#]*/.exec(text) ?? [];
    const moved = text.replace(numbers, '').replace('### Repairs', () => `${numbers}### Repairs`);
    assert.deepEqual(lintSection(moved, plan).flaws, []);
  });

  it('is the same with Windows line ends', () => {
    assert.deepEqual(lintSection(text.replaceAll('\n', '\r\n'), plan).flaws, []);
  });

  it('names the line', () => {
    const { flaws } = lintSection(text.replace('<details id="card-two">', '<details>'), plan);
    const line = text.split('\n').indexOf('<details id="card-two"><summary>2. Two?</summary>') + 1;
    assert.deepEqual(flaws.map((flaw) => flaw.line).at(-1), line);
  });

  it('fits as a whole with 3,000 words, and is told at its first line of one more', () => {
    const begunWith = (count: number): string => text.replace('All of it.', words(count));
    const left = 3000 - visibleWords(guideLines(begunWith(0)));
    assert.deepEqual(lintSection(begunWith(left), plan).flaws, []);
    assert.deepEqual(lintSection(begunWith(left + 1), plan).flaws, [
      {
        line: 1,
        message:
          'the section has 3001 words to read, and at most 3000 fit: cut or fold some, or make a concept a word of the glossary',
      },
    ]);
  });

  const broken: readonly (readonly [name: string, change: Change, message: RegExp])[] = [
    [
      'a promise that is missing',
      { from: '_After this section' },
      /lacks the promise: begin it with "_After/,
    ],
    ['an incident without a time of day', { from: 'Tuesday, 08:07', to: 'Tuesday' }, /lacks the incident/],
    [
      'an answer that is not folded',
      { from: '<details><summary>Think, then open</summary>' },
      /Try first has 0 folded of 1/,
    ],
    [
      'a part in another place',
      { from: '### How it works', to: '**In production.** 2 s.\n\n### How it works' },
      /In production stands before How it works; the template has it after/,
    ],
    ['no list of when to leave it', { from: '**Leave it** never.' }, /lacks Leave it/],
    [
      'two cards',
      { from: '<details id="card-three"><summary>3. Three?</summary>' },
      /Check yourself has 2 folded of 3/,
    ],
    ['a card without an id', { from: ' id="card-two"' }, /the card has no id/],
    ['no picture', { from: '![A caller', to: '[A caller' }, /"Timeouts" has no picture/],
    [
      'a picture that tells nothing',
      { from: 'A caller waits, and the service never answers: at', to: 'At' },
      /tells too little/,
    ],
    ['a picture above the file', { from: '(pictures/', to: '(../pictures/' }, /lies above this file/],
    ['one source', { from: '; a\npage of 1999.' }, /names one source: name 2/],
    [
      'too many words',
      { from: 'It waits.', to: words(700) },
      /"Timeouts" has \d+ words to read, and at most 900/,
    ],
    [
      'too few words',
      { from: `idea.** ${words(150)}`, to: `idea.** ${words(90)}` },
      /"Bulkheads" has \d+ words, and explains with at least 150/,
    ],
    ['a brief concept without its numbers', { from: '**The numbers.**' }, /lacks both of "The numbers" and/],
    [
      'a heading that the plan does not know',
      { plan: { brief: [] } },
      /whether "Bulkheads" is deep or brief; list bulkheads/,
    ],
    ['a concept that is not there', { plan: { deep: ['timeouts', 'retry'] } }, /no heading for retry/],
    ['no practice at the end', { from: '## Practice\n\nSay it aloud.\n' }, /ends without "## Practice"/],
    [
      'a number from nowhere',
      { from: '50 slots last', to: '70 slots last' },
      /nobody says where 70 comes from/,
    ],
    [
      'a number from nowhere in a folded answer',
      { from: 'Nowhere.', to: '4,711.' },
      /where 4,711 comes from/,
    ],
    [
      'another number than the formula gives',
      { plan: { given: { 'orders-per-minute': 12_000, slots: 50, answer: 60 } } },
      /figures.rate: the text says 166\.7, and the formula gives 200/,
    ],
    ['a figure that the text does not say', { from: '0.3 s', to: '2 s' }, /the text does not say "0\.3 s"/],
    [
      'a formula that cannot be read',
      { plan: { figures: { rate: { says: '0.3 s', formula: 'slots / load' } } } },
      /figures.rate: its formula can't be worked out: nothing above it is called load/,
    ],
    [
      'a figure without a number',
      { plan: { figures: { rate: { says: 'Soon', formula: '1' } } } },
      /figures.rate: "Soon" has no number/,
    ],
  ];
  for (const [name, change, message] of broken) {
    it(`is told of ${name}`, () => {
      const messages = lint(change);
      assert.ok(
        messages.some((one) => message.test(one)),
        messages.join('\n') || 'no flaw was found',
      );
    });
  }
});
