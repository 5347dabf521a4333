import { equal, show } from 'codealong/checkkit';
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
  await everySecondFails();
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
  const what = thrown instanceof Error ? 'throw an error' : `throw ${show(thrown)}`;
  const input = `${throwing.join(', ')}: ${what}; next takes ${leaves ? 200 : 150} ms and ${ending}`;
  equal(visit.connection.inner.thrown.length, 0, {
    message: 'A function that was given to `onClose` threw when the client left.',
    input,
  });
  if (ending === 'fails') expectSameError(visit, failure, input);
  else expectEndedWell(visit, input);
  const route = throwing.includes('routeOf') ? 'other' : '/orders/{id}';
  const status = ending === 'fails' ? '500' : leaves ? '499' : '200';
  const recorded =
    '`recordRequest` has to be called once, whatever else throws; the route is `other` if `routeOf` throws.';
  expectRecords(site, [{ method: 'GET', route, status, seconds: 0.15 }], recorded, input);
  const logged =
    'A slow request has to be logged once, whatever else throws; the route is `other` if `routeOf` throws.';
  expectLines(site, 1, ['GET', route, '150'], logged, input);
}

/** One handler, six rounds: what fails in a round fails in none of the others. */
async function everySecondFails(): Promise<void> {
  let round = 0;
  const sometimes = (): void => {
    if (round % 2 === 1) raise(new Error('measuring failed'));
  };
  const site = new Site({ trouble: { recordRequest: sometimes, routeOf: sometimes } });
  const handler = site.wrap(site.taking(10));
  const expected: Recorded[] = [];
  for (; round < 6; round++) {
    const visit = new Visit(handler);
    await site.pass(10);
    const input = `one handler, six requests; recordRequest and routeOf throw at every second one: request ${round + 1}`;
    expectEndedWell(visit, input);
    expected.push({
      method: 'GET',
      route: round % 2 === 1 ? 'other' : '/orders/{id}',
      status: '200',
      seconds: 0.01,
    });
    expectRecords(site, expected, '`recordRequest` has to be called once for each request.', input);
  }
}

function raise(thrown: unknown): never {
  throw thrown;
}
