import assert from 'node:assert/strict';
import { checkWith, manifestWith } from '../../../test/check/support/manifest';
import type { RunEvent } from './protocol';
import type { CheckStatus, Reason, ReasonCode, Verdict } from './report';
import { judgeEvents, type Judgement } from './verdict';

const manifest = manifestWith({
  checks: [
    checkWith('one'),
    checkWith('two', { after: ['one'] }),
    checkWith('extra', { level: 'production' }),
  ],
});

const began = (id: string): RunEvent => ({ type: 'check-started', id });
const passed = (id: string): RunEvent => ({ type: 'check-ended', id, status: 'passed', durationMs: 3 });
const failed = (id: string): RunEvent => ({
  type: 'check-ended',
  id,
  status: 'failed',
  durationMs: 3,
  failure: { message: `${id} is wrong`, input: 'in', expected: 'this', actual: 'that' },
});
const skipped = (id: string): RunEvent => ({ type: 'check-skipped', id, because: 'one' });
const ended: RunEvent = { type: 'ended' };
const allPassed = [passed('one'), passed('two'), passed('extra')];

function judge(events: readonly RunEvent[], reason?: Reason): Judgement {
  return judgeEvents(manifest, events, { ...(reason && { reason }) });
}

describe('the verdict', () => {
  const timedOut: Reason = { code: 'timed-out', message: 'It took too long.' };
  const rules: readonly (readonly [
    rule: string,
    judgement: () => Judgement,
    verdict: Verdict,
    code: ReasonCode | undefined,
    statuses: readonly CheckStatus[],
  ])[] = [
    [
      'passes when every check passed once and the end came',
      () => judge([...allPassed, ended]),
      'passed',
      undefined,
      ['passed', 'passed', 'passed'],
    ],
    [
      'passes when only a production check failed',
      () => judge([passed('one'), passed('two'), failed('extra'), ended]),
      'passed',
      undefined,
      ['passed', 'passed', 'failed'],
    ],
    [
      'fails when a core check failed',
      () => judge([failed('one'), skipped('two'), passed('extra'), ended]),
      'failed',
      undefined,
      ['failed', 'skipped', 'passed'],
    ],
    [
      'is open when nothing was heard',
      () => judge([]),
      'unchecked',
      'exited-early',
      ['errored', 'errored', 'errored'],
    ],
    [
      'is open when the run ended without judging anything',
      () => judge([ended]),
      'unchecked',
      'no-checks-ran',
      ['errored', 'errored', 'errored'],
    ],
    [
      'is open without the end marker, whatever passed',
      () => judge(allPassed),
      'unchecked',
      'exited-early',
      ['passed', 'passed', 'passed'],
    ],
    [
      'is open when a core check is missing',
      () => judge([passed('one'), passed('extra'), ended]),
      'unchecked',
      'wrong-checks',
      ['passed', 'errored', 'passed'],
    ],
    [
      'is open when a production check is missing',
      () => judge([passed('one'), passed('two'), ended]),
      'unchecked',
      'wrong-checks',
      ['passed', 'passed', 'errored'],
    ],
    [
      'is open when a check was reported twice',
      () => judge([...allPassed, passed('one'), ended]),
      'unchecked',
      'wrong-checks',
      ['errored', 'passed', 'passed'],
    ],
    [
      'is open when one report says passed and another failed',
      () => judge([...allPassed, failed('one'), ended]),
      'unchecked',
      'wrong-checks',
      ['errored', 'passed', 'passed'],
    ],
    [
      'is open when an unknown check was reported',
      () => judge([...allPassed, passed('other'), ended]),
      'unchecked',
      'wrong-checks',
      ['passed', 'passed', 'passed'],
    ],
    [
      'is open when a test is there that the manifest does not know',
      () => judge([{ type: 'check-found', id: 'other' }, ...allPassed, ended]),
      'unchecked',
      'wrong-checks',
      ['passed', 'passed', 'passed'],
    ],
    [
      'is open when a core check was skipped though nothing failed',
      () => judge([passed('one'), skipped('two'), passed('extra'), ended]),
      'unchecked',
      'wrong-checks',
      ['passed', 'skipped', 'passed'],
    ],
    [
      'is open when a check began and never ended',
      () => judge([passed('one'), began('two'), passed('extra'), ended]),
      'unchecked',
      'wrong-checks',
      ['passed', 'errored', 'passed'],
    ],
    [
      'is open when the solution did not load',
      () => judge([{ type: 'load-failed', failure: { message: 'It threw.' } }]),
      'unchecked',
      'load-failed',
      ['errored', 'errored', 'errored'],
    ],
    [
      'is open when the run broke off, whatever passed',
      () => judge([...allPassed, { type: 'broken-off', failure: { message: 'It changed Date.' } }]),
      'unchecked',
      'changed-built-ins',
      ['passed', 'passed', 'passed'],
    ],
    [
      'is open when the run was stopped, whatever passed',
      () => judge([...allPassed, ended], { code: 'cancelled', message: 'Cancelled.' }),
      'unchecked',
      'cancelled',
      ['passed', 'passed', 'passed'],
    ],
    [
      'fails by the timeout in the core check that was running',
      () => judge([passed('one'), began('two')], timedOut),
      'failed',
      'timed-out',
      ['passed', 'failed', 'errored'],
    ],
    [
      'is open after a timeout that only a production check met',
      () => judge([passed('one'), passed('two'), began('extra')], timedOut),
      'unchecked',
      'timed-out',
      ['passed', 'passed', 'failed'],
    ],
    [
      'is open after a timeout before any check',
      () => judge([], timedOut),
      'unchecked',
      'timed-out',
      ['errored', 'errored', 'errored'],
    ],
    [
      'blames no check for a stop that is not its fault',
      () => judge([passed('one'), began('two')], { code: 'cancelled', message: 'Cancelled.' }),
      'unchecked',
      'cancelled',
      ['passed', 'errored', 'errored'],
    ],
    [
      'names the cause also of a run that failed and then broke off',
      () => judge([failed('one'), began('extra')]),
      'failed',
      'exited-early',
      ['failed', 'errored', 'errored'],
    ],
  ];
  for (const [rule, judgement, verdict, code, statuses] of rules) {
    it(rule, () => {
      const { verdict: actual, reason, checks } = judgement();
      assert.deepEqual(
        [actual, reason?.code, checks.map((check) => check.status)],
        [verdict, code, statuses],
      );
    });
  }

  it('is open when the manifest declares no core check at all', () => {
    const onlyExtra = manifestWith({ checks: [checkWith('extra', { level: 'production' })] });
    assert.equal(judgeEvents(onlyExtra, [passed('extra'), ended], {}).verdict, 'unchecked');
  });
});

describe('what a judgement tells', () => {
  it('of each check what the manifest says of it', () => {
    const { id, title, level, why, guide } = judge([...allPassed, ended]).checks[2] ?? {};
    assert.deepEqual(
      { id, title, level, why, guide },
      {
        id: 'extra',
        title: 'Title of extra',
        level: 'production',
        why: 'Why extra matters.',
        guide: 'phase-1/1.1',
      },
    );
  });

  it('of a failed check what the failure says, and how long it took', () => {
    const { message, input, expected, actual, durationMs } = judge([failed('one'), ended]).checks[0] ?? {};
    assert.deepEqual(
      [message, input, expected, actual, durationMs],
      ['one is wrong', 'in', 'this', 'that', 3],
    );
  });

  it('of a passed check nothing that somebody put into its report', () => {
    const forged = { ...passed('one'), failure: { message: 'x' } } as RunEvent;
    assert.equal(judge([forged, ended]).checks[0]?.message, undefined);
  });

  it('of a skipped check what it waits for', () => {
    assert.equal(judge([failed('one'), skipped('two')]).checks[1]?.message, 'Waits for: Title of one');
  });

  const told: readonly (readonly [what: string, judgement: () => Judgement, message: string])[] = [
    [
      'the check during which the process ended',
      () => judge([passed('one'), began('two')]),
      'The process ended by itself during the check "Title of two": something in the solution calls for its exit.',
    ],
    [
      'that the process ended between checks',
      () => judge([passed('one')]),
      'The process ended by itself before all checks had run: something in the solution calls for its exit.',
    ],
    [
      'the line that failed to load',
      () =>
        judge([{ type: 'load-failed', failure: { message: 'It threw.', at: { file: 'a.ts', line: 7 } } }]),
      'a.ts:7: It threw.',
    ],
    [
      'the check without a test',
      () => judge([passed('one'), passed('two'), ended]),
      'The check "extra" is in exercise.yaml, but no test has that title.',
    ],
    [
      'the test without a check',
      () => judge([...allPassed, passed('other'), ended]),
      'A test has the title "other", but exercise.yaml has no check with that id.',
    ],
    [
      'the check that was reported twice',
      () => judge([...allPassed, passed('one'), ended]),
      'The check "one" did not report properly. It was reported more than once.',
    ],
    [
      'the check that never ended',
      () => judge([passed('one'), began('two'), passed('extra'), ended]),
      'The check "two" did not report properly. It began and never ended.',
    ],
  ];
  for (const [what, judgement, message] of told) {
    it(`as its cause ${what}`, () => assert.equal(judgement().reason?.message, message));
  }
});
