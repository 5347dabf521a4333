import type { ResponseWriter } from '../reference/pkg/middleware/http';
import { Connection } from './connection';
import { expectEndedWell, expectRecords } from './expect';
import { latch, nested, rest, Site, Visit, type Recorded } from './site';

type Act = (w: ResponseWriter) => unknown;

/** What `next` does, and the status code that the client gets for it. */
const beginnings: readonly (readonly [does: string, status: string, act: Act])[] = [
  ['nothing', '200', () => undefined],
  ["write('a')", '200', (w) => w.write('a')],
  ["write('')", '200', (w) => w.write('')],
  ['flush()', '200', (w) => w.flush()],
  ['end()', '200', (w) => w.end()],
  ["end('a')", '200', (w) => w.end('a')],
  ['writeHead(200)', '200', (w) => w.writeHead(200)],
  ['writeHead(201)', '201', (w) => w.writeHead(201, { location: '/orders/17' })],
  ['writeHead(204)', '204', (w) => w.writeHead(204)],
  ['writeHead(304)', '304', (w) => w.writeHead(304)],
  ['writeHead(404)', '404', (w) => w.writeHead(404)],
  ['writeHead(499)', '499', (w) => w.writeHead(499)],
  ['writeHead(503)', '503', (w) => w.writeHead(503, {})],
  ['writeHead(599)', '599', (w) => w.writeHead(599)],
  ['writeHead(404), writeHead(200)', '404', (w) => (w.writeHead(404), w.writeHead(200))],
  ['writeHead(200), writeHead(404)', '200', (w) => (w.writeHead(200), w.writeHead(404))],
  ['writeHead(201) and 500 twice', '201', (w) => (w.writeHead(201), w.writeHead(500), w.writeHead(500))],
  ['onClose(…), writeHead(404)', '404', (w) => (w.onClose(() => {}), w.writeHead(404))],
  ["writeHead(404), write('a')", '404', (w) => (w.writeHead(404), w.write('a'))],
  ['writeHead(404), flush()', '404', (w) => (w.writeHead(404), w.flush())],
  ['writeHead(404), end()', '404', (w) => (w.writeHead(404), w.end())],
  ["write('a'), writeHead(404)", '200', async (w) => (await w.write('a'), w.writeHead(404))],
  ["write(''), writeHead(404)", '200', async (w) => (await w.write(''), w.writeHead(404))],
  ["write('a') without await, writeHead(404)", '200', (w) => void [w.write('a'), w.writeHead(404)]],
  ['flush(), writeHead(404)', '200', (w) => (w.flush(), w.writeHead(404))],
  ['end(), writeHead(404)', '200', (w) => (w.end(), w.writeHead(404))],
];

export async function recordsStatus(): Promise<void> {
  for (const [does, status, act] of beginnings) await oneBeginning(does, status, act);
  for (const [does, status, act] of beginnings)
    if (['nothing', "write('a')", 'writeHead(404)', 'writeHead(503)'].includes(does))
      await twoRecorders(does, status, act);
  await writesAfterTheEnd();
  await routes();
  await unknownRoute();
  await overlapping();
}

const once = 'Each request has to be recorded once, when `next` has ended.';

async function oneBeginning(does: string, status: string, act: Act): Promise<void> {
  const site = new Site();
  const input = `next does this: ${does}`;
  const visit = site.visit(async (_r, w) => void (await act(w)), { method: 'POST' });
  await rest();
  expectEndedWell(visit, input);
  expectLabels(site, [['POST', '/orders/{id}', status]], input);
}

async function twoRecorders(does: string, status: string, act: Act): Promise<void> {
  const { outer, inner } = nested();
  const visit = outer.visit(inner.wrap(async (_r, w) => void (await act(w))));
  await rest();
  const input = `a middleware in another one, each with a recorder of its own; next does this: ${does}`;
  expectEndedWell(visit, input);
  for (const [place, site] of [
    ['outer', outer],
    ['inner', inner],
  ] as const)
    expectLabels(site, [['GET', '/orders/{id}', status]], `${input}; the recorder of the ${place} one`);
}

/** The response is complete, so nobody is told that the client leaves; `write` rejects all the same, and `next` does not mind. */
async function writesAfterTheEnd(): Promise<void> {
  const site = new Site();
  const connection = new Connection();
  connection.inner.take = () => Promise.reject(new Error('the client is gone'));
  const visit = site.visit(
    async (_r, w) => {
      w.writeHead(404);
      w.end();
      await w.write('late').catch(() => {});
    },
    { connection },
  );
  await rest();
  const input =
    "next calls writeHead(404), end() and write('late'), which rejects; next catches that and ends well";
  expectEndedWell(visit, input);
  expectLabels(site, [['GET', '/orders/{id}', '404']], input);
}

const longPath = `/shops/a${'/very/long/path'.repeat(8)}`;

/** What each request is recorded as, at one handler; its status code is its own, and every third sends no head. */
const targets: readonly (readonly [method: string, path: string, route: string])[] = [
  ...Array.from({ length: 12 }, (_, index) => ['GET', `/orders/${index * 7 + 3}`, '/orders/{id}'] as const),
  ['DELETE', '/orders/3', '/orders/{id}'],
  ['PUT', '/orders/3', '/orders/{number}'],
  ['PUT', '/shops/9/menu', '/shops/{number}/menu'],
  ...['HEAD', 'OPTIONS', 'PATCH', 'M-SEARCH', 'purge'].map((method) => [method, '/menu', '/menu'] as const),
  ...['/', '/menu/', '/Menu', '/a%2Fb', '/a+b', '/__proto__', '/constructor', longPath].map(
    (path) => ['GET', path, path] as const,
  ),
  ...Array.from({ length: 8 }, (_, index) => ['GET', `/page-${index}`, `/page-${index}`] as const),
];

async function routes(): Promise<void> {
  const site = new Site();
  let status = 200;
  const handler = site.wrap(async (_r, w) => {
    if (status !== 200) w.writeHead(status);
  });
  const expected: Labels[] = [];
  for (const [index, [method, path, route]] of targets.entries()) {
    status = index % 3 === 2 ? 200 : 201 + index;
    expected.push([method, route, `${status}`]);
    new Visit(handler, { method, path });
    await rest();
    const does = status === 200 ? 'sends no head' : `sends ${status}`;
    expectLabels(site, expected, `${method} ${path}, request ${index + 1} at one handler; its next ${does}`);
  }
}

/** Whether an empty route is recorded as it is, or as `other`, no rule says. */
async function unknownRoute(): Promise<void> {
  const site = new Site();
  site.visit(async () => {}, { path: '/wp-login.php' });
  await rest();
  const route = site.records[0]?.route === 'other' ? 'other' : '';
  expectLabels(site, [['GET', route, '200']], "GET /wp-login.php, for which routeOf returns ''");
}

/** Twenty requests at one handler and with one path, each with a status code of its own. */
async function overlapping(): Promise<void> {
  const site = new Site();
  const work = latch();
  let begun = 0;
  const handler = site.wrap(async (_r, w) => {
    w.writeHead(400 + begun++);
    await work.opened;
    w.end();
  });
  const visits = Array.from({ length: 20 }, () => new Visit(handler));
  await rest();
  work.open();
  await rest();
  const input = 'twenty requests at once, all GET /orders/17, with the status codes 400 to 419';
  for (const visit of visits) expectEndedWell(visit, input);
  const expected = visits.map((_, index): Labels => ['GET', '/orders/{id}', `${400 + index}`]);
  expectLabels(site, expected, input);
}

type Labels = readonly [method: string, route: string, status: string];

/** Durations are the matter of another check. */
function expectLabels(site: Site, expected: readonly Labels[], input: string): void {
  const without = ({ method, route, status }: Recorded): Recorded => ({ method, route, status, seconds: 0 });
  const wanted = expected.map(([method, route, status]) => without({ method, route, status, seconds: 0 }));
  expectRecords({ records: site.records.map(without) }, wanted, once, input);
}
