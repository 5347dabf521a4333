import type Mocha from 'mocha';

/** What a check threw, whatever kind of value it is: mocha would turn everything but an error into one of its own. */
export class Thrown extends Error {
  constructor(readonly value: unknown) {
    super('a check threw');
  }
}

/**
 * Wraps every check so that what it throws arrives as it was thrown, and so that mocha's own timer does not keep the
 * process alive while a check waits: when only that timer is left, nothing can happen any more.
 */
export function guardChecks(suite: Mocha.Suite): void {
  suite.eachTest((test) => {
    const body = test.fn as ((this: Mocha.Context) => unknown) | undefined;
    if (!body) return;
    test.fn = async function (this: Mocha.Context) {
      queueMicrotask(() => releaseTimer(test));
      try {
        await body.call(this);
      } catch (error) {
        throw new Thrown(error);
      }
    };
  });
}

function releaseTimer(test: Mocha.Test): void {
  const timer: unknown = Reflect.get(test, 'timer');
  if (typeof timer === 'object' && timer !== null && 'unref' in timer && typeof timer.unref === 'function')
    Reflect.apply(timer.unref, timer, []);
}
