/**
 * Runs `act` while the machine's clock shows the time of the store. Gateways may number owners by their own clock, which goes on
 * between two owners of one key as the store's does.
 */
export async function withMachineClock(now: () => number, act: () => Promise<void>): Promise<void> {
  const { Date: RealDate } = globalThis;
  const { now: instant } = performance;
  class StoreDate extends RealDate {
    constructor(...given: ConstructorParameters<DateConstructor> | []) {
      super(...((given.length > 0 ? given : [now()]) as [number]));
    }
    static override now = now;
  }
  try {
    globalThis.Date = StoreDate as DateConstructor;
    performance.now = now;
    await act();
  } finally {
    globalThis.Date = RealDate;
    performance.now = instant;
  }
}
