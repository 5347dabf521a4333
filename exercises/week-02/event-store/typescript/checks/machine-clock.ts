const hour = 3_600_000;

/** So often nobody asks for the time who does not wait for it. */
export const often = 100;

/**
 * How often the machine's clock is asked while `act` runs. It stands still, so whoever waits until it moves asks often; then
 * it jumps by an hour at once, and the wait ends. A thread that wants to sleep does not, and has asked too often.
 */
export async function clockReadings(act: () => Promise<unknown>): Promise<number> {
  const { Date: RealDate } = globalThis;
  const { wait } = Atomics;
  const { now } = performance;
  const [date, instant] = [RealDate.now(), performance.now()];
  let asked = 0;
  const skipped = (): number => (++asked > often ? hour : 0);
  class CountingDate extends RealDate {
    constructor(...given: ConstructorParameters<DateConstructor> | []) {
      super(...((given.length > 0 ? given : [CountingDate.now()]) as [number]));
    }
    static override now(): number {
      return date + skipped();
    }
  }
  try {
    globalThis.Date = CountingDate as DateConstructor;
    performance.now = () => instant + skipped();
    Atomics.wait = () => ((asked += often + 1), 'timed-out');
    await act();
  } finally {
    globalThis.Date = RealDate;
    performance.now = now;
    Atomics.wait = wait;
  }
  return asked;
}
