import { describeError, equal, ok } from 'codealong/checkkit';
import { AccountNotFound, ConcurrencyError } from '../reference/internal/loyalty/application/ports';
import {
  InsufficientPoints,
  InvalidAmount,
  UnknownPurchase,
} from '../reference/internal/loyalty/domain/errors';
import { VersionMismatch } from '../reference/internal/loyalty/infrastructure/event-log';
import { accepted, requests, routerOn } from './stubs';

it('http-errors', async () => {
  const expected: readonly [Error, number, string][] = [
    [new InvalidAmount('not a whole number'), 400, 'bad-request'],
    [new AccountNotFound('ana'), 404, 'not-found'],
    [new ConcurrencyError(3, 4), 409, 'conflict'],
    [new InsufficientPoints(100, 30), 422, 'insufficient-points'],
  ];
  for (const [error, status, code] of expected) {
    for (const { method, path, body } of requests) {
      const { calls, request } = routerOn(() => Promise.reject(error));
      const answer = await request(method, path, body);
      equal([answer.status, answer.body, calls.length], [status, { error: code }, 1], {
        message: 'An expected failure does not get its status and its error.',
        input: `${method} ${path}, and the use case throws ${error.name}: status, body, calls of use cases`,
      });
    }
  }
  await knowsNoOtherRoute();
});

async function knowsNoOtherRoute(): Promise<void> {
  const paths = [
    ...[
      '/',
      '/loyalty',
      '/loyalty/',
      '/x/loyalty/ana',
      '/loyaltyx/ana',
      '/LOYALTY/ana',
      '/loyalty/ana/',
      '/api/loyalty/ana/earn',
    ],
    ...[
      '/loyalty/ana/burn',
      '/loyalty/ana/earnings',
      '/loyalty/ana/earn/',
      '/loyalty/ana/earn/more',
      '/loyalty/ana/redeem/more',
    ],
    ...[
      '/loyalty/ana/EARN',
      '/loyalty/ana/bo/earn',
      'loyalty/ana',
      '/loyalty/ana/balance',
      '/loyalty/ana/x/redeem',
    ],
  ];
  for (const path of paths)
    for (const method of ['GET', 'POST'])
      await isUnknown(method, path, path === '/loyalty/' ? [400, 404, 405] : [404, 405]);
  const methods = ['PUT', 'PATCH', 'DELETE', 'OPTIONS'];
  for (const method of ['GET', ...methods])
    for (const action of ['earn', 'redeem']) await isUnknown(method, `/loyalty/ana/${action}`, [404, 405]);
  for (const method of ['POST', ...methods]) await isUnknown(method, '/loyalty/ana', [404, 405]);
}

async function isUnknown(method: string, path: string, statuses: readonly number[]): Promise<void> {
  const { calls, statusOf } = routerOn(accepted);
  const body = { orderId: 'order-1', amountMinor: 5_000, redemptionId: 'mug-1', points: 100 };
  const status = await statusOf(method, path, method === 'GET' ? undefined : body);
  ok(statuses.includes(status) && calls.length === 0, {
    message: 'A path or method that is not among the routes is answered as if it were.',
    input: `${method} ${path}`,
    expected: `status ${statuses.join(' or ')}, and no call of a use case`,
    actual: `status ${status}, and ${calls.length} calls of use cases`,
  });
}

it('http-unexpected', async () => {
  const causes: readonly unknown[] = [
    new Error('connect ECONNREFUSED loyalty-db-7:5432 password=hunter2'),
    Object.assign(new Error('not found'), { status: 404, statusCode: 404, code: 'not-found' }),
    new SyntaxError('Unexpected token in the store'),
    new URIError('URI malformed'),
    new TypeError('bad request'),
    new RangeError('conflict'),
    new UnknownPurchase('order-1'),
    new VersionMismatch(3, 4),
    { status: 422, message: 'insufficient points' },
    'a bare string',
    null,
    undefined,
  ];
  const throwing = (cause: unknown) => () => {
    throw cause;
  };
  for (const cause of causes) {
    for (const { method, path, body } of requests) {
      for (const failing of [() => Promise.reject(cause), throwing(cause)]) {
        const { calls, request } = routerOn(failing);
        const answer = await request(method, path, body);
        equal([answer.status, answer.body, calls.length], [500, { error: 'internal' }, 1], {
          message: 'An unexpected failure does not get 500 and "internal", and nothing else.',
          input: `${method} ${path}, and the use case throws ${describeError(cause)}: status, body, calls of use cases`,
        });
      }
    }
  }
});
