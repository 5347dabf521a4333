import { equal, fail, ManualClock, ok } from 'codealong/checkkit';
import { solution, type ImportEdge } from 'codealong/solution';
import { EarnPoints } from '../reference/internal/loyalty/application/earn-points';
import { GetBalance } from '../reference/internal/loyalty/application/get-balance';
import { RedeemReward } from '../reference/internal/loyalty/application/redeem-reward';
import { FakeAccounts, FakePublisher, finish } from './doubles';

const root = 'internal/loyalty/';
type Layer = 'domain' | 'application' | 'infrastructure' | 'transport' | 'main' | 'kit' | 'outside';

/** What each layer may import from. */
const allowed: Record<'domain' | 'application' | 'infrastructure' | 'transport', readonly Layer[]> = {
  domain: ['domain'],
  application: ['application', 'domain', 'kit'],
  infrastructure: ['infrastructure', 'application', 'domain', 'kit', 'outside'],
  transport: ['transport', 'application', 'domain', 'kit', 'outside'],
};

const mustBeWired = [
  'application/earn-points.ts',
  'application/redeem-reward.ts',
  'application/get-balance.ts',
  'infrastructure/event-store-account-repository.ts',
  'transport/http.ts',
];

/** What `solution.globals` names that would bring time, chance or the outside into a rule. */
const impure = new Set(
  [
    'Date.now|new Date|performance|Math.random|crypto.randomUUID|crypto.getRandomValues|process|require',
    'fetch|XMLHttpRequest|WebSocket|setTimeout|setInterval|setImmediate',
  ].flatMap((names) => names.split('|')),
);

it('dependency-rule', () => {
  const edges = solution.imports().filter(({ from }) => from.startsWith(root));
  for (const edge of edges) judge(edge);
  const cycle = findCycle(edges);
  ok(!cycle, {
    message:
      'These files import each other in a circle: none of them can be understood, tested or replaced alone.',
    expected: 'imports without a circle',
    actual: cycle?.join(' → ') ?? '',
  });
  const reached = reachableFrom(`${root}main.ts`, edges);
  for (const file of mustBeWired) {
    ok(reached.has(root + file), {
      message: 'main.ts does not put the service together yet: it has to be the place that knows every part.',
      expected: `main.ts reaches ${file}`,
      actual: 'nothing that main.ts imports leads there',
    });
  }
});

it('no-hidden-inputs', async () => {
  for (const file of solution.files.filter((file) => ['domain', 'application'].includes(layerOf(file)))) {
    const used = solution.globals(file).filter((name) => impure.has(name));
    equal(used, [], {
      message: `${file} reaches past its ports. A rule that reads the clock or the network itself cannot be replayed or tested.`,
    });
  }
  const clock = new ManualClock(5_000_000);
  const accounts = new FakeAccounts();
  const publisher = new FakePublisher();
  const calls = {
    earn: () =>
      new EarnPoints(accounts, publisher, clock).execute({
        customerId: 'ana',
        orderId: 'order-1',
        amountMinor: 6_000,
      }),
    redeem: () =>
      new RedeemReward(accounts, publisher, clock).execute({
        customerId: 'ana',
        redemptionId: 'mug-1',
        points: 50,
      }),
  };
  await mustReturn(calls.earn, 'earn at 5,000,000 ms');
  await clock.advance(1_000);
  await mustReturn(calls.redeem, 'redeem one second later');
  equal(
    accounts.history('ana').map(({ at }) => at),
    [5_000_000, 5_001_000],
    {
      message: 'The saved events do not carry the instants that the clock you were given showed.',
      input: 'earn at 5,000,000 ms, redeem one second later',
    },
  );
  await clock.advance(365 * 24 * 60 * 60 * 1_000);
  const later = await mustReturn(
    () => new GetBalance(accounts, clock).execute({ customerId: 'ana' }),
    'a year later',
  );
  equal(later.balance, 0, {
    message: 'The balance is not worked out for the instant that the clock shows: these points have expired.',
    input: 'earn 600, redeem 50, then ask again 365 days later',
  });
});

async function mustReturn<T>(call: () => Promise<T>, input: string): Promise<T> {
  const outcome = await finish(call, input);
  if (outcome.status === 'threw') throw outcome.error;
  return outcome.value;
}

function judge({ from, to, kind, typeOnly }: ImportEdge): void {
  const layer = layerOf(from);
  const target = kind === 'package' ? 'outside' : layerOf(to);
  if (layer === 'main' || layer === 'outside' || layer === 'kit') return;
  if (allowed[layer].includes(target)) return;
  fail({
    message: `${layer} depends on ${target === 'outside' ? 'something outside this service' : target}. Dependencies point inwards: whatever changes out there would now change ${layer} as well.`,
    input: `${from} imports ${to}${typeOnly ? ' (a type counts as well)' : ''}`,
    expected: `${layer} imports only from ${allowed[layer].join(', ')}`,
    actual: `it imports ${to}`,
  });
}

function layerOf(file: string): Layer {
  if (file.startsWith('kit/')) return 'kit';
  const [, layer = ''] = /^internal\/loyalty\/([^/]+)/.exec(file) ?? [];
  if (layer === 'domain' || layer === 'application' || layer === 'infrastructure' || layer === 'transport')
    return layer;
  return layer === 'main.ts' ? 'main' : 'outside';
}

function reachableFrom(start: string, edges: readonly ImportEdge[]): ReadonlySet<string> {
  const reached = new Set([start]);
  for (const file of reached) {
    for (const { from, to } of edges) if (from === file) reached.add(to);
  }
  return reached;
}

function findCycle(edges: readonly ImportEdge[]): readonly string[] | undefined {
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return undefined;
    done.add(file);
    for (const { from, to } of edges) {
      const cycle = from === file ? visit(to, [...path, file]) : undefined;
      if (cycle) return cycle;
    }
    return undefined;
  };
  for (const { from } of edges) {
    const cycle = visit(from, []);
    if (cycle) return cycle;
  }
  return undefined;
}
