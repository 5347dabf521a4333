import { expectAnalysis } from './expect';
import { morning, payment, rush, stage } from './pipelines';

export function sizesWithHeadroom(): void {
  // The counter at 1 and at 0.5 would be a whole number that rounding may miss, so nobody asks.
  const stages = morning;
  const planned = { gateway: 6, publish: 3, payment: 48, counter: 3 };
  expectAnalysis({ stages, load: rush }, { serversNeeded: planned });
  expectAnalysis({ stages, load: rush, headroom: 0.7 }, { serversNeeded: planned });
  expectAnalysis(
    { stages, load: rush, headroom: 1 },
    { serversNeeded: { gateway: 5, publish: 2, payment: 34 } },
  );
  expectAnalysis(
    { stages, load: rush, headroom: 0.5 },
    { serversNeeded: { gateway: 9, publish: 4, payment: 67 } },
  );
  expectAnalysis({ stages: [payment], load: 1_000_000 }, { serversNeeded: { payment: 285_715 } });

  const sizes: readonly (readonly [load: number, headroom: number, needed: number])[] = [
    [16, 0.5, 8],
    [16, 1, 4],
    [16.125, 1, 5],
    [0, 1, 0],
    [0, 0.5, 0],
    [0.001, 0.5, 1],
  ];
  for (const servers of [3, 1, 200]) {
    for (const [load, headroom, press] of sizes) {
      expectAnalysis(
        { stages: [stage('press', servers, 250)], load, headroom },
        { serversNeeded: { press } },
      );
    }
  }
  for (const headroom of [0.001, 0.25, 1]) {
    expectAnalysis(
      { stages: [stage('press', 3, 250)], load: 11, headroom },
      { maxRps: 12, stable: true, backlogPerMin: 0 },
      {
        maxRps: 'maxRps depends on headroom, which is for sizing only.',
        stable: 'stable depends on headroom, which is for sizing only.',
        backlogPerMin: 'backlogPerMin depends on headroom, which is for sizing only.',
      },
    );
  }
}
