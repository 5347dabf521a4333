import type { Stage } from '../reference/analysis/order-pipeline';
import { expectAnalysis, messages, type Messages } from './expect';
import { stage } from './pipelines';

export function saturationShieldsTheRest(): void {
  behindFullStages();
  behindRetries();
  behindClosedStages();
  atTheLimit();
}

const shielded: Messages = {
  utilisation: (name, tooMuch) =>
    tooMuch
      ? `Stage «${name}» is credited with orders that the stage before it cannot pass on.`
      : messages.utilisation(name, tooMuch),
  serversNeeded: (name) =>
    `serversNeeded of stage «${name}» is not sized for the whole load: what the stages before let through does not matter.`,
  stable: 'stable does not say whether every utilisation is below 1.',
};

/** Every stage carries ten orders a second for each server. */
const lane = (name: string, servers: number): Stage => stage(name, servers, 100);

function behindFullStages(): void {
  const [a, b, c] = [lane('a', 10), lane('b', 6), lane('c', 12)] as const;
  expectAnalysis(
    { stages: [a, b, c], load: 200 },
    {
      bottleneck: 'b',
      maxRps: 60,
      stable: false,
      backlogPerMin: 8400,
      utilisation: { a: 2, b: 100 / 60, c: 0.5 },
      serversNeeded: { a: 29, b: 29, c: 29 },
    },
    shielded,
  );
  expectAnalysis(
    { stages: [a, b, c, lane('d', 8), lane('e', 5), lane('f', 20)], load: 200 },
    {
      bottleneck: 'e',
      maxRps: 50,
      stable: false,
      backlogPerMin: 9000,
      utilisation: { a: 2, b: 100 / 60, c: 0.5, d: 0.75, e: 1.2, f: 0.25 },
      serversNeeded: { a: 29, b: 29, c: 29, d: 29, e: 29, f: 29 },
    },
    shielded,
  );
  expectAnalysis(
    { stages: [a, b, c], load: 80 },
    {
      stable: false,
      backlogPerMin: 1200,
      utilisation: { a: 0.8, b: 80 / 60, c: 0.5 },
      serversNeeded: { a: 12, b: 12, c: 12 },
    },
    shielded,
  );
}

/** 16 × 250 ms are 64 attempts a second, and 1.5 attempts an order: 42.7 orders go on. */
function behindRetries(): void {
  const stages = [
    stage('payment', 16, 250, { kind: 'io', failRate: 0.5, maxAttempts: 2 }),
    stage('receipt', 8, 125),
  ];
  expectAnalysis(
    { stages, load: 100 },
    {
      bottleneck: 'payment',
      maxRps: 64 / 1.5,
      stable: false,
      backlogPerMin: 3440,
      utilisation: { payment: 150 / 64, receipt: 1 / 1.5 },
      serversNeeded: { payment: 54, receipt: 18 },
    },
    shielded,
  );
}

function behindClosedStages(): void {
  const closed: Messages = {
    ...shielded,
    utilisation: (name) =>
      `The utilisation of stage «${name}» is wrong. Without servers it is Infinity, or 0 when nothing reaches it.`,
  };
  const alone = [lane('shut', 0)];
  const stages = [lane('a', 10), lane('shut', 0), lane('also-shut', 0), lane('d', 12)];
  expectAnalysis(
    { stages, load: 50 },
    {
      bottleneck: 'shut',
      maxRps: 0,
      stable: false,
      backlogPerMin: 3000,
      utilisation: { a: 0.5, shut: Infinity, 'also-shut': 0, d: 0 },
      serversNeeded: { a: 8, shut: 8, 'also-shut': 8, d: 8 },
    },
    closed,
  );
  expectAnalysis(
    { stages: alone, load: 50 },
    {
      bottleneck: 'shut',
      maxRps: 0,
      stable: false,
      backlogPerMin: 3000,
      utilisation: { shut: Infinity },
      serversNeeded: { shut: 8 },
    },
    closed,
  );
  const idle = { bottleneck: 'shut', maxRps: 0, stable: true, backlogPerMin: 0 };
  const nothing = { a: 0, shut: 0, 'also-shut': 0, d: 0 };
  expectAnalysis({ stages, load: 0 }, { ...idle, utilisation: nothing, serversNeeded: nothing }, closed);
  expectAnalysis(
    { stages: alone, load: 0 },
    { ...idle, utilisation: { shut: 0 }, serversNeeded: { shut: 0 } },
    closed,
  );
}

/** The first passes on 16 orders a second, which is all that the second can do. */
function atTheLimit(): void {
  const stages = [stage('first', 4, 250), stage('second', 2, 125), stage('third', 16, 250)];
  expectAnalysis(
    { stages, load: 32 },
    {
      bottleneck: 'first',
      stable: false,
      backlogPerMin: 960,
      utilisation: { first: 2, second: 1, third: 0.25 },
    },
    shielded,
  );
}
