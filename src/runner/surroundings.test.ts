import assert from 'node:assert/strict';
import { surroundings } from './surroundings';

/** What a run may leave behind, and how a test takes it away again. */
const leftovers: Record<string, () => () => unknown> = {
  'a global name': () => {
    Reflect.set(globalThis, 'left', 1);
    return () => void Reflect.deleteProperty(globalThis, 'left');
  },
  'a timer': () => {
    const timer = setTimeout(() => undefined, 60_000);
    return () => clearTimeout(timer);
  },
  'an interval': () => {
    const timer = setInterval(() => undefined, 60_000);
    return () => clearInterval(timer);
  },
  'a listener of the process': () => {
    const hear = (): void => undefined;
    process.on('SIGUSR2', hear);
    return () => process.off('SIGUSR2', hear);
  },
  'one more listener of the same event': () => {
    const hear = (): void => undefined;
    process.on('beforeExit', hear);
    return () => process.off('beforeExit', hear);
  },
  'a variable of the environment': () => {
    process.env['LEFT_BEHIND'] = '1';
    return () => delete process.env['LEFT_BEHIND'];
  },
  'another length of stacks': () => {
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 3;
    return () => void (Error.stackTraceLimit = stackTraceLimit);
  },
  'another exit code': () => {
    const { exitCode } = process;
    process.exitCode = 3;
    return () => void (process.exitCode = exitCode);
  },
};

describe('the surroundings of a run', () => {
  it('are as before when it settled everything', async () => {
    const isAsBefore = await surroundings();
    setImmediate(() => undefined);
    void Promise.resolve()
      .then(() => Promise.reject(new Error('handled')))
      .catch(() => undefined);
    clearTimeout(setTimeout(() => undefined, 60_000));
    assert.equal(await isAsBefore(), true);
  });

  for (const [what, leave] of Object.entries(leftovers)) {
    it(`are not as before after ${what}`, async () => {
      const isAsBefore = await surroundings();
      const takeAway = leave();
      const found = await isAsBefore();
      takeAway();
      assert.equal(found, false);
      assert.equal(await isAsBefore(), true);
    });
  }
});
