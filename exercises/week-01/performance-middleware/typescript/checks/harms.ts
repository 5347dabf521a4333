import { describeError, ok, show } from 'codealong/checkkit';
import { expectEndedWell, expectLines, expectRecords, expectSameError } from './expect';
import { Site, Visit, type Recorded, type Trouble } from './site';

type Part = keyof Trouble;

const parts: readonly (readonly Part[])[] = [
  ['recordRequest'],
  ['log'],
  ['routeOf'],
  ['recordRequest', 'log'],
  ['log', 'routeOf'],
  ['recordRequest', 'routeOf'],
  ['recordRequest', 'log', 'routeOf'],
];
const endings = ['ends well', 'fails', 'goes on, and the client leaves at 150 ms'] as const;
const failure = new Error('the database is gone');

export async function measuringNeverHarms(): Promise<void> {
  for (const throwing of parts) for (const ending of endings) await allThrow(throwing, ending);
  for (const thrown of [undefined, null, 'a text'])
    await allThrow(['recordRequest', 'log', 'routeOf'], 'ends well', thrown);
  await failNowAndThen();
}

async function allThrow(
  throwing: readonly Part[],
  ending: string,
  thrown: unknown = new Error('measuring failed'),
): Promise<void> {
  const trouble = Object.fromEntries(throwing.map((part) => [part, () => raise(thrown)]));
  const site = new Site({ trouble });
  const leaves = ending.includes('leaves');
  const visit = site.visit(
    site.taking(leaves ? 200 : 150, () => (ending === 'fails' ? Promise.reject(failure) : undefined)),
  );
  await site.pass(150);
  if (leaves) visit.connection.leave();
  await site.pass(50);
  const what = thrown instanceof Error ? 'an error' : show(thrown);
  const input = `these throw ${what}: ${throwing.join(', ')}; next takes ${leaves ? 200 : 150} ms and ${ending}`;
  const { thrown: out } = visit.connection.inner;
  ok(out.length === 0, {
    message: 'A function that was given to `onClose` threw when the client left.',
    input,
    expected: 'it throws nothing',
    actual: `it threw ${describeError(out[0])}`,
  });
  if (ending === 'fails') expectSameError(visit, failure, input);
  else expectEndedWell(visit, input);
  const route = throwing.includes('routeOf') ? 'other' : '/orders/{id}';
  const status = ending === 'fails' ? '500' : leaves ? '499' : '200';
  const recorded = '`recordRequest` has to be called once, whatever throws.';
  expectRecords(site, [{ method: 'GET', route, status, seconds: 0.15 }], recorded, input);
  const logged = 'A slow request has to be logged once, whatever throws.';
  expectLines(site, 1, ['GET', route, '150'], logged, input);
}

/** One handler, 24 orders: what fails at one fails at no other, however often it has failed. */
async function failNowAndThen(): Promise<void> {
  let round = 0;
  const at = (every: number) => (): void => {
    if (round % every === 1) raise(new Error('measuring failed'));
  };
  const site = new Site({ trouble: { recordRequest: at(2), routeOf: at(3), log: at(4) } });
  const handler = site.wrap(site.taking(110));
  const expected: Recorded[] = [];
  for (; round < 24; round++) {
    const visit = new Visit(handler, { path: round % 3 === 1 ? `/menu-${round}` : `/orders/${round}` });
    await site.pass(110);
    const input = `one handler, 24 requests of 110 ms; recordRequest throws at every second one, routeOf at every third and log at every fourth: request ${round + 1}`;
    expectEndedWell(visit, input);
    const route = round % 3 === 1 ? 'other' : '/orders/{id}';
    expected.push({ method: 'GET', route, status: '200', seconds: 0.11 });
    expectRecords(site, expected, '`recordRequest` has to be called once for each request.', input);
    expectLines(site, expected.length, ['110'], '`log` has to be called once for each slow request.', input);
  }
}

function raise(thrown: unknown): never {
  throw thrown;
}
