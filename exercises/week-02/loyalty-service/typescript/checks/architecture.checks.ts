import { equal, fail, mustReturn, ok } from 'codealong/checkkit';
import { solution, type ImportEdge } from 'codealong/solution';
import { given, setUp } from './use-cases';

const root = 'internal/loyalty/';
const main = `${root}main.ts`;
const layers = ['domain', 'application', 'infrastructure', 'transport'] as const;
type Layer = (typeof layers)[number];
type Place = Layer | 'main.ts' | 'kit' | 'another folder of this service' | 'something outside this service';

/** What each layer may import from. */
const allowed: Record<Layer, readonly Place[]> = {
  domain: ['domain'],
  application: ['application', 'domain', 'kit'],
  infrastructure: ['infrastructure', 'application', 'domain', 'kit', 'something outside this service'],
  transport: ['transport', 'application', 'domain', 'kit', 'something outside this service'],
};

const mustBeWired = [
  'application/earn-points.ts',
  'application/redeem-reward.ts',
  'application/get-balance.ts',
  'infrastructure/event-store-account-repository.ts',
  'transport/http.ts',
];

/** What `solution.globals` names that would bring time, chance or the outside into a rule. */
const impure = [
  ...'Date.now|new Date|performance|Math.random|crypto.randomUUID|crypto.getRandomValues'.split('|'),
  ...'process|require|fetch|XMLHttpRequest|WebSocket|setTimeout|setInterval|setImmediate'.split('|'),
];

it('dependency-rule', () => {
  const edges = solution.imports();
  for (const edge of edges) judge(edge);
  const own = edges.filter(({ from }) => from.startsWith(root));
  for (const { from } of own) {
    const circle = wayBetween(from, from, own);
    ok(!circle, {
      message: 'Files import each other in a circle.',
      expected: 'imports without a circle',
      actual: circle?.join(' → ') ?? '',
    });
  }
  for (const file of mustBeWired) {
    ok(wayBetween(main, root + file, edges), {
      message: 'The imports of main.ts do not lead to every part of the service.',
      expected: `main.ts, or a file that it imports, imports ${file}`,
      actual: 'no import leads there',
    });
  }
});

it('no-hidden-inputs', async () => {
  for (const file of solution.files) {
    const place = placeOf(file);
    if (place !== 'domain' && place !== 'application') continue;
    equal(
      solution.globals(file).filter((name) => impure.includes(name)),
      [],
      { message: `${file} uses what rule 13 names.`, input: `the ambient names in ${file}` },
    );
  }
  const { accounts, clock, earn, redeem, read } = setUp();
  const instants = [];
  for (const step of [1, 7, 90_000]) {
    await mustReturn(() => earn(`order-${step}`, 6_000), `an order at ${clock.now()} ms`);
    instants.push(clock.now());
    await clock.advance(step);
    await mustReturn(() => redeem(`mug-${step}`, 50), `a redemption at ${clock.now()} ms`);
    instants.push(clock.now());
    await clock.advance(1_000);
  }
  equal(
    accounts.history('ana').map(({ at }) => at),
    instants,
    {
      message: 'The saved events do not carry the instants that the clock showed.',
      input: 'three orders and three redemptions by turns, while the clock moves on: instants in the events',
    },
  );
  accounts.saveElsewhere(given(10, clock.now()));
  await clock.advance(365 * 24 * 60 * 60 * 1_000 - 1_000);
  const input =
    '365 days, less one second, after the last of these orders, and 10 points that came a second before that';
  const { balance, tier } = await mustReturn(() => read('ana'), input);
  equal([balance, tier], [10, 'bronze'], {
    message: 'Balance and tier are not those of the instant that the clock shows.',
    input: `${input}: balance, tier`,
  });
});

function judge({ from, to, kind, typeOnly }: ImportEdge): void {
  const layer = placeOf(from);
  const target = kind === 'package' ? 'something outside this service' : placeOf(to);
  const input = `${from} imports ${to}${typeOnly ? ' (a type counts as well)' : ''}`;
  if (target === 'main.ts' && from !== main)
    fail({ message: 'A file imports main.ts.', input, expected: 'nobody imports main.ts', actual: input });
  if (!isLayer(layer) || allowed[layer].includes(target)) return;
  fail({
    message: `A file of ${layer} imports from ${target}.`,
    input,
    expected: `${layer} imports only from: ${allowed[layer].join(', ')}`,
    actual: `it imports ${to}`,
  });
}

const isLayer = (place: Place): place is Layer => layers.some((layer) => layer === place);

function placeOf(file: string): Place {
  if (file.startsWith('kit/')) return 'kit';
  if (!file.startsWith(root)) return 'something outside this service';
  if (file === main) return 'main.ts';
  return layers.find((layer) => file.startsWith(`${root}${layer}/`)) ?? 'another folder of this service';
}

/** The files on a way of imports from one file to another, both included. */
function wayBetween(from: string, to: string, edges: readonly ImportEdge[]): readonly string[] | undefined {
  const ways = [[from]];
  const reached = new Set<string>();
  for (const way of ways) {
    for (const edge of edges) {
      if (edge.from !== way.at(-1) || reached.has(edge.to)) continue;
      if (edge.to === to) return [...way, to];
      reached.add(edge.to);
      ways.push([...way, edge.to]);
    }
  }
  return undefined;
}
