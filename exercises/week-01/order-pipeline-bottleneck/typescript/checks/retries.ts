import type { Stage } from '../reference/analysis/order-pipeline';
import { expectAnalysis, type Messages } from './expect';
import { rush, stage } from './pipelines';

type Retries = Pick<Stage, 'failRate' | 'maxAttempts'>;

/** How often an order is attempted on average, and the servers that needs at 70 %. */
const cases: readonly (readonly [retries: Retries, attempts: number, needed: number])[] = [
  [{ failRate: 0.5, maxAttempts: 3 }, 1.75, 84],
  [{ failRate: 0.5, maxAttempts: 1 }, 1, 48],
  [{ failRate: 0.5 }, 1, 48],
  [{ maxAttempts: 3 }, 1, 48],
  [{ maxAttempts: 4 }, 1, 48],
  [{ failRate: 0, maxAttempts: 4 }, 1, 48],
  [{ failRate: 1, maxAttempts: 4 }, 4, 191],
  [{ failRate: 0.25, maxAttempts: 2 }, 1.25, 60],
  [{ failRate: 0.1, maxAttempts: 12 }, 1.111_111_111_11, 53],
  [{ failRate: 1, maxAttempts: 1000 }, 1000, 47_620],
];

export function retriesAddLoad(): void {
  for (const [retries, attempts, needed] of cases) {
    const maxRps = 250 / attempts;
    expectAnalysis(
      { stages: [stage('payment', 50, 200, { kind: 'io', ...retries })], load: rush },
      {
        utilisation: { payment: rush / maxRps },
        maxRps,
        stable: rush < maxRps,
        backlogPerMin: Math.max(0, rush - maxRps) * 60,
        serversNeeded: { payment: needed },
      },
      uncounted,
    );
  }
  narrowsTheBottleneck();
  passesOrdersOn();
}

const perStage = (name: string): string =>
  `Stage «${name}» is not loaded with the attempts that an order makes on average.`;

const uncounted: Messages = {
  utilisation: perStage,
  serversNeeded: perStage,
  maxRps: 'maxRps does not fit the attempts that an order makes on average.',
  stable: 'stable does not fit the attempts that an order makes on average.',
  backlogPerMin: 'backlogPerMin does not fit the attempts that an order makes on average.',
};

/** Without retries the first stage is the narrow one: 100 against 150 orders a second. With them it is 85.7. */
function narrowsTheBottleneck(): void {
  const stages = [
    stage('stock', 10, 100, { kind: 'db' }),
    stage('payment', 30, 200, { kind: 'io', failRate: 0.5, maxAttempts: 3 }),
  ];
  expectAnalysis(
    { stages, load: 60 },
    {
      bottleneck: 'payment',
      kind: 'io',
      maxRps: 150 / 1.75,
      stable: true,
      backlogPerMin: 0,
      utilisation: { stock: 0.6, payment: 0.7 },
    },
    {
      ...uncounted,
      bottleneck: 'The bottleneck is not the stage with the lowest capacity, attempts counted in.',
    },
  );
}

/** No stage is full here, so every one of the 20 orders a second reaches every stage. */
function passesOrdersOn(): void {
  const stages = [
    stage('tax', 30, 250),
    stage('payment', 50, 250, { failRate: 1, maxAttempts: 4 }),
    stage('coupon', 40, 250, { failRate: 0.5, maxAttempts: 2 }),
    stage('receipt', 20, 250),
  ];
  const all =
    'An order goes on to the next stage once, however often it was attempted and whatever came of it.';
  expectAnalysis(
    { stages, load: 20 },
    {
      stable: true,
      utilisation: { tax: 20 / 120, payment: 0.4, coupon: 20 / (160 / 1.5), receipt: 0.25 },
      serversNeeded: { tax: 8, payment: 29, coupon: 11, receipt: 8 },
    },
    { ...uncounted, utilisation: (name) => (name === 'payment' ? perStage(name) : `${all} See «${name}».`) },
  );
}
