import { ok } from 'codealong/checkkit';
import type { ResponseWriter } from '../reference/pkg/middleware/http';
import { expectEndedWell } from './expect';
import { latch, rest, Site, Visit, type Recorded, type Target } from './site';

/** What `next` does, and the status code that the client gets for it. */
const beginnings: readonly (readonly [does: string, status: string, (w: ResponseWriter) => unknown])[] = [
  ['nothing', '200', () => undefined],
  ["write('a')", '200', (w) => w.write('a')],
  ["write('')", '200', (w) => w.write('')],
  ['flush()', '200', (w) => w.flush()],
  ['end()', '200', (w) => w.end()],
  ["end('a')", '200', (w) => w.end('a')],
  ['writeHead(200)', '200', (w) => w.writeHead(200)],
  ['writeHead(201)', '201', (w) => w.writeHead(201, { location: '/orders/17' })],
  ['writeHead(404)', '404', (w) => w.writeHead(404)],
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
  ["write('a') without await, writeHead(404)", '200', (w) => void [w.write('a'), w.writeHead(404)]],
  ['flush(), writeHead(404)', '200', (w) => (w.flush(), w.writeHead(404))],
  ['end(), writeHead(404)', '200', (w) => (w.end(), w.writeHead(404))],
];

export async function recordsStatus(): Promise<void> {
  for (const [does, status, act] of beginnings) await oneBeginning(does, status, act);
  await routes();
  await overlapping();
}

async function oneBeginning(
  does: string,
  status: string,
  act: (w: ResponseWriter) => unknown,
): Promise<void> {
  const site = new Site();
  const input = `next does this: ${does}`;
  const visit = site.visit(async (_r, w) => void (await act(w)), { method: 'POST' });
  await rest();
  expectEndedWell(visit, input);
  expectLabels(site, [['POST', '/orders/{id}', status]], input);
}

/** Methods and paths: twelve orders are one route, and what only looks alike is another one. */
async function routes(): Promise<void> {
  const site = new Site();
  const targets: Target[] = Array.from({ length: 12 }, (_, index) => ({ path: `/orders/${index * 7 + 3}` }));
  targets.push(
    { method: 'DELETE', path: '/orders/3' },
    { path: '/menu' },
    { method: 'PUT', path: '/shops/9/menu' },
  );
  const handler = site.wrap(async (_r, w) => w.writeHead(202));
  const expected: Labels[] = [];
  for (const { method = 'GET', path = '' } of targets) {
    const input = `${method} ${path}, request ${expected.length + 1} at one handler`;
    const route = path.startsWith('/orders')
      ? '/orders/{id}'
      : path === '/menu'
        ? '/menu'
        : '/shops/{id}/menu';
    expected.push([method, route, '202']);
    new Visit(handler, { method, path });
    await rest();
    expectLabels(site, expected, input);
  }
}

/** Twelve requests at one handler, each with a status code of its own. */
async function overlapping(): Promise<void> {
  const site = new Site();
  const work = latch();
  const handler = site.wrap(async (r, w) => {
    w.writeHead(400 + Number(r.path.split('-')[1]));
    await work.opened;
    w.end();
  });
  const visits = Array.from({ length: 12 }, (_, index) => new Visit(handler, { path: `/table-${index}` }));
  await rest();
  work.open();
  await rest();
  const input = 'twelve requests at once, GET /table-0 to /table-11, with the status codes 400 to 411';
  for (const visit of visits) expectEndedWell(visit, input);
  const expected = visits.map((_, index): Labels => ['GET', `/table-${index}`, `${400 + index}`]);
  expectLabels(site, expected, input);
}

type Labels = readonly [method: string, route: string, status: string];

/** Fails unless exactly requests with these labels were recorded, in any order. Durations are the matter of another check. */
function expectLabels(site: Site, expected: readonly Labels[], input: string): void {
  const wanted = expected.map((labels) => labels.join(' '));
  const got = site.records.map(labelsOf);
  ok(got.length === wanted.length, {
    message: 'Each request has to be recorded once, when `next` has ended.',
    input,
    expected: `${wanted.length} recorded`,
    actual: `${got.length} recorded`,
  });
  const left = [...got];
  const missing = wanted.filter((labels) => {
    const at = left.indexOf(labels);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  ok(missing.length === 0, {
    message: 'A request was recorded with the wrong method, route or status code.',
    input,
    expected: missing.slice(0, 3).join('; '),
    actual: left.slice(0, 3).join('; '),
  });
}

function labelsOf(record: Recorded): string {
  return [record.method, record.route, record.status]
    .map((one) => (typeof one === 'string' ? one : `(no text: ${String(one)})`))
    .join(' ');
}
