/** Takes away what keeps a unit test's process from becoming idle: mocha's own timer. Call it in `beforeEach` or in the test. */
export function letProcessBecomeIdle(this: Mocha.Context): void {
  const test = this.currentTest ?? this.test;
  queueMicrotask(() => {
    const timer: unknown = test && Reflect.get(test, 'timer');
    if (timer instanceof Object && 'unref' in timer && typeof timer.unref === 'function')
      Reflect.apply(timer.unref, timer, []);
  });
}
