import { leavesNothingBehind } from '../support/clean-temp';
import { courseWith, judged } from '../support/judging';
import { memoryPack } from '../support/packs';
import { assertOutcome, unchecked, wrong } from './case';
import { right, sum } from './typescript-cases';

const checksFile = 'week-01/adder/typescript/checks/sum.checks.ts';
const ids = (list: string): string =>
  `for (const id of ['${list.replaceAll(' ', "', '")}']) it(id, () => {});`;

describe('hidden TypeScript checks that', function () {
  this.timeout(60_000);
  leavesNothingBehind();

  const broken = [
    {
      do: 'hold no test',
      text: 'export {};',
      outcome: unchecked('no-checks-ran'),
      told: /no check reported a result/,
    },
    {
      do: 'are not there',
      text: null,
      outcome: unchecked('no-checks-ran'),
      told: /no check reported a result/,
    },
    {
      do: 'lack one of the manifest',
      text: ids('adds'),
      outcome: unchecked('wrong-checks', 'passed'),
      told: /"adds-nothing" is in exercise\.yaml, but no test has that title/,
    },
    {
      do: 'bring one that the manifest lacks',
      text: ids('adds adds-nothing more'),
      outcome: unchecked('wrong-checks', 'passed', 'passed'),
      told: /A test has the title "more", but exercise\.yaml has no check with that id/,
    },
    {
      do: 'bring one twice',
      text: ids('adds adds-nothing adds'),
      outcome: unchecked('wrong-checks', 'errored', 'passed'),
      told: /reported more than once/,
    },
    {
      do: 'leave one without a body',
      text: "it('adds'); it('adds-nothing', () => {});",
      outcome: unchecked('wrong-checks', 'errored', 'passed'),
      told: /"adds" did not report properly/,
    },
    {
      do: 'stand in another order than that of the manifest',
      text: "describe('later', () => it('adds-nothing', () => {})); describe('first', () => it('adds', () => { throw 1; }));",
      outcome: wrong,
    },
    {
      do: 'have a syntax error',
      text: "it('adds', () => {",
      outcome: unchecked('harness-fault'),
      told: /sum\.checks\.ts:1: /,
    },
  ];
  for (const { do: name, text, ...expected } of broken) {
    it(`${name}: ${expected.outcome}`, async () => {
      const pack = await memoryPack({ [checksFile]: text });
      assertOutcome(await judged('typescript', courseWith('typescript', sum(right)), pack), expected);
    });
  }
});
