import { describeError, equal, mustReturn, mustSay, ok, request } from 'codealong/checkkit';
import { AccountNotFound, ConcurrencyError } from '../reference/internal/loyalty/application/ports';
import {
  InsufficientPoints,
  InvalidAmount,
  UnknownPurchase,
} from '../reference/internal/loyalty/domain/errors';
import { VersionMismatch } from '../reference/internal/loyalty/infrastructure/event-log';
import { accepted, earning, redeeming, requests, routerOn } from './stubs';

it('http-errors', async () => {
  const expected: readonly [Error, number, string][] = [
    [new InvalidAmount('not a whole number'), 400, 'bad-request'],
    [new AccountNotFound('ana'), 404, 'not-found'],
    [new ConcurrencyError(3, 4), 409, 'conflict'],
    [new InsufficientPoints(100, 30), 422, 'insufficient-points'],
  ];
  for (const [error, status, code] of expected)
    await failsWith(() => Promise.reject(error), error, status, code);
  await knowsNoOtherRoute();
});

/** Lets the use case of each route fail. */
async function failsWith(
  failing: () => unknown,
  error: unknown,
  status: number,
  code: string,
): Promise<void> {
  for (const { method, path, body } of requests) {
    const { calls, request } = routerOn(failing);
    const answer = await request(method, path, body);
    equal([answer.status, answer.body, calls.length], [status, { error: code }, 1], {
      message: `A failure of a use case is not answered with ${status} and "${code}", and nothing else.`,
      input: `${method} ${path}, and the use case throws ${describeError(error)}: status, body, calls of use cases`,
    });
  }
}

async function knowsNoOtherRoute(): Promise<void> {
  const paths = [
    ...'/|/loyalty|/loyalty/|loyalty/ana|/x/loyalty/ana|/loyaltyx/ana|/LOYALTY/ana|/api/loyalty/ana/earn'.split(
      '|',
    ),
    ...'/|/burn|/earnings|/earn/|/earn/more|/redeem/more|/EARN|/bo/earn|/balance|/x/redeem'
      .split('|')
      .map((below) => `/loyalty/ana${below}`),
  ];
  for (const path of paths) for (const method of ['GET', 'POST']) await isUnknown(method, path);
  const methods = ['PUT', 'PATCH', 'DELETE', 'OPTIONS'];
  for (const method of ['GET', ...methods])
    for (const action of ['earn', 'redeem']) await isUnknown(method, `/loyalty/ana/${action}`);
  for (const method of ['POST', ...methods]) await isUnknown(method, '/loyalty/ana');
}

async function isUnknown(method: string, path: string): Promise<void> {
  const { calls, handle } = routerOn(accepted);
  const statuses = path === '/loyalty/' ? [400, 404, 405] : [404, 405];
  const input = `${method} ${path}`;
  const body = method === 'GET' ? undefined : { ...earning, ...redeeming };
  const response = await mustReturn(() => handle(request(method, path, { body })), input);
  mustSay(response, input);
  ok(statuses.includes(response.status) && calls.length === 0, {
    message: 'A path or method that is not among the routes is answered as if it were.',
    input,
    expected: `status ${statuses.join(' or ')}, and no call of a use case`,
    actual: `status ${response.status}, and ${calls.length} calls of use cases`,
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
  for (const cause of causes) {
    await failsWith(() => Promise.reject(cause), cause, 500, 'internal');
    const failsAtOnce = (): never => {
      throw cause;
    };
    await failsWith(failsAtOnce, cause, 500, 'internal');
  }
});
