import assert from 'node:assert/strict';
import { judgeParts } from './judge-parts';
import type { Need } from './need';
import { ownText } from './own-text';
import { readOutline } from './read-outline';

const scaffold = [
  '## Load',
  'Say it here.',
  '| what | how many |',
  '| --- | --- |',
  '| … | … |',
  '```mermaid',
  'flowchart LR',
  '  a --> b',
  '```',
].join('\n');

/** What is said of a design whose part "Load" needs this, as `line: message`. */
function told(need: Need, design: string): string | undefined {
  const spec = { parts: [{ id: 'load', part: 'Load', need }], criteria: [] };
  const [judged] = judgeParts(spec, { outline: readOutline(design), faults: [] }, ownText(design, scaffold));
  return judged?.fault && `${judged.fault.line}: ${judged.fault.message}`;
}

type Case = readonly [name: string, design: string, told: RegExp | undefined];

function judges(need: Need, cases: readonly Case[]): void {
  for (const [name, design, expected] of cases)
    it(name, () => {
      const said = told(need, design);
      if (expected === undefined) assert.equal(said, undefined);
      else assert.match(said ?? '', expected);
    });
}

/** A table below the heading of the part. */
const table = (...rows: readonly string[]): string => ['## Load', '', ...rows].join('\n');

describe('words under a heading', () =>
  judges({ kind: 'words', atLeast: 4 }, [
    ['are counted', '# A\n## Load\none two three four', undefined],
    [
      'are counted under deeper headings, in lists and quotes',
      '## Load\n### X\n- one two\n> three 4',
      undefined,
    ],
    [
      'do not count above it or behind it',
      'a b c d\n## Load\n## Next\na b c d',
      /^2: Under "Load" stands nothing of yours/,
    ],
    ['do not count when the scaffold brought them', '## Load\n  Say it   here.\n', /nothing of yours/],
    ['count when the scaffold is continued', '## Load\nSay it here. We say it.', undefined],
    [
      'do not count in comments and tags',
      '## Load\na <!-- b c d\ne f --> <b class="g h">c</b>\n',
      /only 2 words/,
    ],
    ['do not count in blocks of HTML', '## Load\n<div>\none two three four\n</div>\n', /nothing of yours/],
    ['do not count in code', '## Load\n```\none two three four\n```\n', /nothing of yours/],
    ['need their heading', '## Lode\none two three four', /^1: There is no heading "Load"/],
    [
      'may stand under a heading with a number, deeper, in capitals',
      '#### 3. LOAD\none two three four',
      undefined,
    ],
  ]));

describe('a table under a heading', () =>
  judges({ kind: 'table', columns: ['what', 'how many'], rows: 2, named: ['orders'] }, [
    ['holds', table('| what | how many |', '|-|-|', '| Orders | 5 |', '| b | 6 |'), undefined],
    [
      'may have other columns and another order',
      table('| x | **How many** | `what` |', '|-|-|-|', '| orders | 1 | a |', '| | 2 | b |'),
      undefined,
    ],
    [
      'needs its columns',
      table('| what | many |', '|-|-|', '| orders | 5 |'),
      /^3: This table has other columns\. Begin it with \| what \| how many \|/,
    ],
    ['needs to be there', '## Load\nwords', /^1: There is no table under "Load"/],
    [
      'needs rows',
      table('| what | how many |', '|-|-|', '| orders | 5 |'),
      /^3: The table has 1 row, and at least 2/,
    ],
    [
      'needs the rows that are named',
      table('| what | how many |', '|-|-|', '| a | 5 |', '| b | 6 |'),
      /^3: The table has no row that begins with "orders"/,
    ],
    [
      'needs every cell',
      table('| what | how many |', '|-|-|', '| orders | 5 |', '| b | TODO |'),
      /^6: The row "b" has nothing of yours under "how many"/,
    ],
    [
      'needs a row to be as long as its table',
      table('| what | how many |', '|-|-|', '| orders | 5 |', '| b |'),
      /^6: The row "b"/,
    ],
    [
      'knows the rows of the scaffold',
      table('| what | how many |', '|-|-|', '| orders | 5 |', '|  …  |  …  |'),
      /^6: This row has nothing of yours under "what"/,
    ],
    [
      'is not a table in a code block',
      '## Load\n```\n| what | how many |\n|-|-|\n| orders | 5 |\n```',
      /There is no table/,
    ],
  ]));

describe('a decision under a heading', () => {
  const decision = (...rows: readonly string[]) => table('| option | verdict | reason |', '|-|-|-|', ...rows);
  const chosen = '| Queue | chosen | it waits while payment hangs |';
  const call = '| Call | rejected | a hang holds every request |';
  const both = '| Both | rejected | two paths to one charge |';
  judges({ kind: 'decision', rejected: 2 }, [
    ['holds', decision(chosen, call, both), undefined],
    ['may be emphasised', decision(chosen.replace('chosen', '**Chosen**'), call, both), undefined],
    ['needs two that are rejected', decision(chosen, call), /^3: Here 1 option is rejected, and at least 2/],
    [
      'needs a reason for each',
      decision(chosen, call, '| Both | rejected | too complex |'),
      /^7: The reason for "Both" has fewer than 4 words/,
    ],
    ['needs one that is chosen', decision(call, both), /^3: .*here none is "chosen"/],
    [
      'needs no more than one',
      decision(chosen, call, both.replace('rejected', 'chosen')),
      /here 2 are "chosen"/,
    ],
    [
      'needs a verdict',
      decision(chosen, call, both.replace('rejected', 'maybe')),
      /^7: The verdict on "Both" must be/,
    ],
    ['needs different options', decision(chosen, call, call), /^7: The option "Call" stands here twice/],
  ]);
});

describe('numbers under a heading', () => {
  const numbers = (formula: string, value: string) =>
    table('| number | formula | value |', '|-|-|-|', `| rate | ${formula} | ${value} |`);
  const right: readonly (readonly [formula: string, value: string])[] = [
    ['10,000 / 60', '166.7 orders/s'],
    ['`10_000 / 60`', '≈ 167'],
    ['50 × 0.2 ÷ 0.7', '14.3'],
    ['1,000,000 * 2,000', '2 GB'],
    ['14.4M * 2', '28.8 million'],
    ['(1 - 99.99 %) × 525,600', '52.6 min'],
    ['2 ^ 10', '1,024'],
    ['166.7 * 300 = 50,010', '50,000'],
    ['ceil(250 * 0.2 / 0.7)', '72 slots'],
    ['5 − 10', '-5'],
    ['rate × 86,400 s', 'any 3'],
    ['10,000 orders / 60 s', '7 orders/s'],
  ];
  judges({ kind: 'numbers', rows: 1, named: [] }, [
    ...right.map(([formula, value]): Case => [
      `hold: ${formula}, ${value}`,
      numbers(formula, value),
      undefined,
    ]),
    ['need a formula', numbers('given', '5'), /^5: "rate" has no formula/],
    ['need more than a number', numbers('10,000', '10,000'), /has no formula/],
    ['need no formula without numbers', numbers('a / b', '5'), /has no formula/],
    ['need a value', numbers('5 * 3', 'many'), /^5: "rate" has no number under "value"/],
    [
      'need the value of the formula',
      numbers('10,000 / 60', '1,667'),
      /^5: The formula of "rate" gives 166\.667, but the stated value is "1,667"/,
    ],
    ['need a size that is meant', numbers('1,000,000 * 2,000', '2 MB'), /gives 2,000,000,000/],
  ]);
});

describe('a diagram under a heading', () => {
  const diagram = (...lines: readonly string[]) => ['## Load', '```mermaid', ...lines, '```'].join('\n');
  judges({ kind: 'diagram', lines: 2 }, [
    ['holds', diagram('flowchart LR', '  a --> c', '  c --> d'), undefined],
    [
      'needs lines that are not the scaffold’s',
      diagram('flowchart LR', '  a --> b', '  b --> c'),
      /^2: The diagram has 1 line of yours/,
    ],
    ['needs lines that draw', diagram('flowchart LR', '  %% a', '  %% b'), /has 0 lines/],
    ['needs to be there', '## Load\n```text\na\n```', /^1: There is no diagram under "Load"/],
  ]);
});
