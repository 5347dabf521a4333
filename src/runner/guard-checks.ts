import type Mocha from 'mocha';

/** What a check threw, whatever kind of value it is: mocha would turn everything but an error into one of its own. */
export class Thrown extends Error {
  constructor(readonly value: unknown) {
    super('a check threw');
  }
}

const { apply } = Reflect;
const microtask = queueMicrotask;

/**
 * Wraps every check so that what it throws arrives as it was thrown, and so that mocha's own timer does not keep the
 * process alive while a check waits: when only that timer is left, nothing can happen any more. `afterFailure` gets the id of a
 * check that failed before that counts.
 */
export function guardChecks(suite: Mocha.Suite, afterFailure: (id: string) => void): void {
  suite.eachTest((test) => {
    const body = test.fn as ((this: Mocha.Context) => unknown) | undefined;
    if (!body) return;
    test.fn = async function (this: Mocha.Context) {
      microtask(() => releaseTimer(test));
      try {
        await apply(body, this, []);
      } catch (error) {
        afterFailure(test.title);
        throw new Thrown(error);
      }
    };
  });
}

function releaseTimer(test: Mocha.Test): void {
  const timer: unknown = Reflect.get(test, 'timer');
  if (typeof timer === 'object' && timer !== null && 'unref' in timer && typeof timer.unref === 'function')
    apply(timer.unref, timer, []);
}
