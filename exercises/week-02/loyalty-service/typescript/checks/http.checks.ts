import { equal, ok } from 'codealong/checkkit';
import type { Res } from '../../../../kit/typescript/kit';
import { AccountNotFound, ConcurrencyError } from '../reference/internal/loyalty/application/ports';
import { InsufficientPoints, InvalidAmount } from '../reference/internal/loyalty/domain/errors';
import { loyaltyRouter } from '../reference/internal/loyalty/transport/http';
import { send, type Answer } from './service';

/** A router on use cases that answer what the check wants, and the calls that reached them. */
function routerOn(answer: (useCase: string) => unknown) {
  const calls: unknown[] = [];
  const stub = (useCase: string) => ({
    execute: async (command: object) => {
      calls.push([useCase, { ...command }]);
      return answer(useCase) as never;
    },
  });
  const handle = loyaltyRouter({
    earnPoints: stub('earn'),
    redeemReward: stub('redeem'),
    getBalance: stub('balance'),
  });
  const request = (method: string, path: string, body?: unknown): Promise<Answer> =>
    send(handle as (request: object) => Promise<Res>, method, path, body);
  return { calls, request };
}

const requests = [
  { method: 'POST', path: '/loyalty/ana/earn', body: { orderId: 'order-1', amountMinor: 5_000 } },
  { method: 'POST', path: '/loyalty/ana/redeem', body: { redemptionId: 'mug-1', points: 100 } },
  { method: 'GET', path: '/loyalty/ana', body: undefined },
] as const;

it('http-routes', async () => {
  const { calls, request } = routerOn(() => ({ customerId: 'ana', balance: 7, tier: 'gold' }));
  const answers = [];
  for (const { method, path, body } of requests) answers.push(await request(method, path, body));
  equal(
    calls,
    [
      ['earn', { customerId: 'ana', orderId: 'order-1', amountMinor: 5_000 }],
      ['redeem', { customerId: 'ana', redemptionId: 'mug-1', points: 100 }],
      ['balance', { customerId: 'ana' }],
    ],
    {
      message:
        'A request does not reach its use case once, with exactly what came in. Whatever the transport adds or decides, the next transport will not.',
      input: 'POST …/earn, POST …/redeem, GET, on stubs of the use cases',
    },
  );
  equal(
    answers.map(({ status }) => status),
    [200, 200, 200],
    {
      message: 'The transport decides for itself instead of passing on what the use case says.',
      input: 'POST …/earn, POST …/redeem, GET, on stubs that accept everything',
    },
  );
  equal(
    answers.map(({ body }) => (body as { balance?: unknown }).balance),
    [7, 7, 7],
    {
      message: 'The balance in an answer is not the one that the use case returned.',
      input: 'POST …/earn, POST …/redeem, GET, on stubs that return balance 7',
    },
  );
  const encoded = await request('GET', '/loyalty/Zo%C3%AB%20%2F7');
  equal([encoded.status, calls.at(-1)], [200, ['balance', { customerId: 'Zoë /7' }]], {
    message: 'The customer id in the path is not decoded: this customer would get a second account.',
    input: 'GET /loyalty/Zo%C3%AB%20%2F7',
  });
});

it('http-bad-input', async () => {
  const { calls, request } = routerOn(() => ({ customerId: 'ana', balance: 7, tier: 'gold' }));
  const bad: readonly [string, unknown][] = [
    ['/loyalty/ana/earn', undefined],
    ['/loyalty/ana/earn', '{"orderId":'],
    ['/loyalty/ana/earn', '[]'],
    ['/loyalty/ana/earn', 'null'],
    ['/loyalty/ana/earn', { amountMinor: 5_000 }],
    ['/loyalty/ana/earn', { orderId: '', amountMinor: 5_000 }],
    ['/loyalty/ana/earn', { orderId: 17, amountMinor: 5_000 }],
    ['/loyalty/ana/earn', { orderId: 'order-1', amountMinor: '5000' }],
    ['/loyalty/ana/redeem', '"mug-1"'],
    ['/loyalty/ana/redeem', { redemptionId: 'mug-1' }],
    ['/loyalty/ana/redeem', { redemptionId: 'mug-1', points: null }],
    ['/loyalty/%E0%A4%A/earn', { orderId: 'order-1', amountMinor: 5_000 }],
  ];
  for (const [path, body] of bad) {
    const input = `POST ${path} ${typeof body === 'string' ? body : (JSON.stringify(body) ?? '(no body)')}`;
    const { status, body: answer } = await request('POST', path, body);
    equal([status, (answer as { error?: unknown }).error], [400, 'bad-request'], {
      message:
        'A request that makes no sense is not answered with 400. The caller is told nothing about its mistake, or your alarms ring for it.',
      input,
    });
    equal(calls, [], { message: 'A request that makes no sense reaches a use case.', input });
  }
});

it('http-errors', async () => {
  const expected: readonly [Error, number, string][] = [
    [new AccountNotFound('ana'), 404, 'not-found'],
    [new InsufficientPoints(100, 30), 422, 'insufficient-points'],
    [new ConcurrencyError(3, 4), 409, 'conflict'],
    [new InvalidAmount('an amount of money is a whole number of cents, 0 or more'), 400, 'bad-request'],
  ];
  for (const [error, status, code] of expected) {
    for (const { method, path, body } of requests) {
      const { request } = routerOn(() => {
        throw error;
      });
      const answer = await request(method, path, body);
      equal([answer.status, (answer.body as { error?: unknown }).error], [status, code], {
        message:
          'The status does not say what happened, so a client cannot know whether to try again, to correct itself or to give up.',
        input: `${method} ${path}, and the use case throws ${error.name}`,
      });
    }
  }
  const { request } = routerOn(() => ({ customerId: 'ana', balance: 7, tier: 'gold' }));
  for (const [method, path] of [
    ['GET', '/'],
    ['GET', '/loyalty/'],
    ['DELETE', '/loyalty/ana'],
    ['GET', '/loyalty/ana/earn'],
    ['POST', '/loyalty/ana/burn'],
  ] as const) {
    const { status } = await request(method, path, {});
    ok(status === 404 || status === 405, {
      message: 'A path or method that does not exist is answered as if it did.',
      input: `${method} ${path}`,
      expected: 'status 404, or 405 for a method',
      actual: `status ${status}`,
    });
  }
});

it('http-unexpected', async () => {
  const causes: readonly unknown[] = [
    new Error('connect ECONNREFUSED loyalty-db-7:5432 password=hunter2'),
    'a bare string',
    null,
  ];
  for (const cause of causes) {
    for (const { method, path, body } of requests) {
      const { request } = routerOn(() => {
        throw cause;
      });
      const answer = await request(method, path, body);
      const input = `${method} ${path}, and the use case throws ${cause instanceof Error ? cause.message : JSON.stringify(cause)}`;
      equal(answer.status, 500, {
        message: 'An error that nobody foresaw is not answered with 500: monitoring sees no failure.',
        input,
      });
      equal(
        answer.body,
        { error: 'internal' },
        {
          message:
            'The answer to an unforeseen error tells about the inside. Texts of errors hold hosts, queries and passwords.',
          input,
        },
      );
    }
  }
});

it('http-dto', async () => {
  const secret = { fraudScore: 0.93, flagged: true, uncommitted: [{ type: 'PointsEarned' }], version: 12 };
  const { request } = routerOn(() => ({ customerId: 'ana', balance: 7, tier: 'gold', ...secret }));
  const shapes = [
    { balance: 7, tier: 'gold' },
    { balance: 7 },
    { customerId: 'ana', balance: 7, tier: 'gold' },
  ];
  for (const [index, { method, path, body }] of requests.entries()) {
    equal((await request(method, path, body)).body, shapes[index], {
      message:
        'An answer holds what the use case happened to return. Every field that leaks out becomes a promise to somebody, or a secret in a log.',
      input: `${method} ${path}, and the use case returns fraudScore, version and others besides`,
    });
  }
});
