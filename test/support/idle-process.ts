/**
 * Takes away, during each test of the suite that calls this, what keeps a process from becoming idle: mocha's own timer, and the
 * channel to the process that hands out test files.
 */
export function useIdleProcess(): void {
  beforeEach(function () {
    const { currentTest } = this;
    queueMicrotask(() => {
      process.channel?.unref();
      const timer: unknown = currentTest && Reflect.get(currentTest, 'timer');
      if (timer instanceof Object && 'unref' in timer && typeof timer.unref === 'function')
        Reflect.apply(timer.unref, timer, []);
    });
  });
  afterEach(() => process.channel?.ref());
}
