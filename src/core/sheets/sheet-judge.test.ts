import assert from 'node:assert/strict';
import { exerciseWith } from '../../../test/check/support/manifest';
import { checkWith } from '../../../test/check/support/manifest';
import { parseYaml } from '../../node/parse-yaml';
import { runCheck } from '../check/run-check';
import { memoryFolder } from '../memory-folder';
import type { Question, Sheet } from '../numbers/question';
import { sheetJudge } from './sheet-judge';

const path = 'numbers/adder.yaml';
const question = (id: string, rest: Partial<Question>): Question => ({
  ...{ id, ask: `Ask ${id}?`, unit: '', formula: '1', tolerance: { kind: 'share', of: 0.01 }, slips: [] },
  ...rest,
});
const sheet: Sheet = {
  inputs: [
    {
      id: 'per-minute',
      title: 'orders',
      value: 600,
      unit: 'orders/min',
      drawn: { from: 60, to: 6_000, step: 60 },
    },
    { id: 'days', title: 'days', value: 30, unit: 'd' },
  ],
  questions: [
    question('rate', {
      ...{ unit: 'orders/s', formula: 'per_minute / 60' },
      slips: [{ formula: 'per_minute * 60', says: 'That is an hour.' }],
    }),
    question('month', { unit: 'orders', formula: 'rate * 86400 * days' }),
  ],
};
const exercise = exerciseWith({
  tracks: { yaml: { files: [{ path, role: 'learner' }] } },
  checks: [checkWith('rate', { decision: 'Buy one server.' }), checkWith('month', { level: 'production' })],
  sheet,
});

async function judged(text: string | undefined, only?: ReadonlySet<string>) {
  const files = text === undefined ? [] : [{ path, text }];
  const solution = memoryFolder('the course', files);
  const judge = sheetJudge(async () => parseYaml);
  const { signal } = new AbortController();
  const request = {
    exercise,
    language: 'yaml',
    pack: solution,
    solution,
    signal,
    ...(only && { only }),
  } as const;
  return runCheck(judge, request, () => 0);
}

/** What was said, with the place: of each check that failed, and beside them. */
async function told(text: string): Promise<readonly string[]> {
  const { checks, findings } = await judged(text);
  return [
    ...checks.flatMap(({ id, at, message, status }) =>
      status === 'failed' ? [`${id} ${at?.line}:${at?.column ?? '-'} ${message}`] : [],
    ),
    ...findings.map(({ at, message }) => `${at.line}:${at.column ?? '-'} ${message}`),
  ];
}

describe('the judge of answer sheets', () => {
  it('passes right answers, and tells what they decide', async () => {
    const { verdict, checks, notes } = await judged('rate: 10 /s\nmonth: 10 * 86400 * 30\n');
    assert.deepEqual([verdict, notes], ['passed', []]);
    assert.deepEqual(
      checks.map(({ id, decision }) => [id, decision]),
      [
        ['rate', 'Buy one server.'],
        ['month', undefined],
      ],
    );
  });

  it('keeps the decision of a wrong answer to itself', async () => {
    const { checks } = await judged('rate: 11\n');
    assert.ok(checks.every((check) => check.decision === undefined && check.expected === undefined));
    assert.equal(checks[0]?.actual, '11 orders/s');
  });

  const sheets: readonly (readonly [name: string, text: string, said: readonly string[]])[] = [
    [
      'nothing',
      '',
      [
        'rate 1:- The sheet has no line for it. Add "rate:" with your answer.',
        'month 1:- The sheet has no line for it. Add "month:" with your answer.',
      ],
    ],
    [
      'empty lines',
      'rate: # orders/s\nmonth: ""\n',
      ['rate 1:1 Not answered yet.', 'month 2:8 Not answered yet.'],
    ],
    [
      'a slip, and what follows from it',
      'rate:   36_000\nmonth: 36000 * 86400 * 30\n',
      [
        'rate 1:9 That is an hour.',
        'month 2:8 It follows from your answer to "rate", which is wrong. Fix that one first.',
      ],
    ],
    [
      'a wrong answer of its own below a wrong one',
      'rate: 20\nmonth: 5\n',
      [
        'rate 1:7 It is about 2 times too large. The number is asked for in orders/s.',
        'month 2:8 It is about 5,200,000 times too small. The number is asked for in orders.',
      ],
    ],
    [
      'another unit',
      'rate: 10 GB\nmonth: 25.92M\n',
      ['rate 1:7 "GB" measures something else. This is asked for in orders/s.'],
    ],
    [
      'a list, a map and a word of YAML',
      'rate: [10]\nmonth: { a: 1 }\n',
      [
        'rate 1:7 Write one number here, or arithmetic, and no list and nothing else.',
        'month 2:8 Write one number here, or arithmetic, and no list and nothing else.',
      ],
    ],
    [
      'infinity',
      'rate: .inf\nmonth: true\n',
      [
        'rate 1:7 Write a number that is finite.',
        'month 2:8 Write one number here, or arithmetic, and no list and nothing else.',
      ],
    ],
    [
      'another line',
      'rate: 10\nmonth: 25.92M\nrat: 5\n',
      ['3:1 "rat" is no question of this exercise. Its questions are: rate, month.'],
    ],
    [
      'what every object has',
      'rate: 10\nmonth: 25.92M\n__proto__: 1\nconstructor: 2\n',
      [
        '3:1 "__proto__" is no question of this exercise. Its questions are: rate, month.',
        '4:1 "constructor" is no question of this exercise. Its questions are: rate, month.',
      ],
    ],
    ['an anchor', 'rate: &ten 10\nmonth: 25.92M\n', []],
  ];
  for (const [name, text, said] of sheets)
    it(`answers ${name}`, async () => assert.deepEqual(await told(text), said));

  const unreadable: readonly (readonly [name: string, text: string, reason: RegExp])[] = [
    ['a key twice', 'rate: 1\nrate: 2\n', /^numbers\/adder\.yaml:2: Map keys must be unique/],
    ['a list', '- 1\n', /:1: The sheet must hold a line "name: number" for each question\.$/],
    ['plain words', 'ten\n', /:1: The sheet must hold a line/],
    ['a broken line', 'rate: "1\nmonth: 2\n', /:3: Missing closing "quote/],
    ['a seed that is none', 'rate: 1\nseed: 1.5\n', /:2: The seed must be a whole number/],
    [
      'more than a sheet',
      `rate: ${'9'.repeat(70_000)}`,
      /:1: The sheet has 70006 characters; a sheet of answers has at most 16384/,
    ],
  ];
  for (const [name, text, reason] of unreadable)
    it(`does not judge ${name}, and names the line`, async () => {
      const report = await judged(text);
      assert.equal(report.verdict, 'unchecked');
      assert.equal(report.reason?.code, 'syntax-error');
      assert.match(report.reason.message, reason);
      assert.ok(report.findings.length > 0);
    });

  it('judges with the inputs of the seed, and tells them', async () => {
    const { verdict, notes } = await judged('seed: 7\nrate: 2\nmonth: 2 * 86400 * 30\n');
    assert.deepEqual(notes, ['Judged with the inputs of seed 7. orders: 120 orders/min; days: 30 d.']);
    assert.equal(verdict, 'passed');
  });

  it('judges only what it is asked for', async () => {
    const { verdict, checks } = await judged('month: 25.92M\n', new Set(['month']));
    assert.deepEqual([verdict, checks.length], ['passed', 1]);
  });

  it('says that the sheet is not there', async () =>
    assert.match((await judged(undefined)).reason?.message ?? '', /^numbers\/adder\.yaml is not there\./));
});
