import { equal } from 'codealong/checkkit';
import { field } from './service';
import { accepted, earning, redeeming, requests, routerOn } from './stubs';

it('http-routes', async () => {
  await passesOn();
  await decodesIds();
  await takesEveryValue();
});

async function passesOn(): Promise<void> {
  for (const { method, path, body, call } of requests) {
    const { calls, request } = routerOn(accepted);
    const { status, body: answer } = await request(method, path, body);
    equal(calls, [call], {
      message: 'A request does not call its use case once, with what came in, or calls another one.',
      input: `${method} ${path} ${JSON.stringify(body) ?? ''}: calls of use cases`,
    });
    equal([status, field(answer, 'balance')], [200, 7], {
      message: 'What the use case returned is not answered with 200.',
      input: `${method} ${path}, and the use case returns balance 7: status, balance`,
    });
  }
  const mallory = { customerId: 'mallory', id: 'mallory', execute: 'mallory' };
  for (const { method, path, body, call } of requests.slice(0, 2)) {
    const { calls, request } = routerOn(accepted);
    await request(method, path, { ...mallory, ...body });
    await request(method, path, { ...body, ...mallory });
    equal(calls, [call, call], {
      message: 'The customer is not the one in the path.',
      input: `${method} ${path}, and the body has "customerId": "mallory" as well, before and after the other fields: calls of use cases`,
    });
  }
}

async function decodesIds(): Promise<void> {
  const ids = [
    ...'Zo%C3%AB%20%2F7=Zoë /7|a+b=a+b|a%2Bb=a+b|100%25=100%|a%2541=a%41|%20ana%20= ana |%20= '.split('|'),
    ...'ANA=ANA|earn=earn|__proto__=__proto__|a%3Fb%23c=a?b#c|0=0'.split('|'),
  ];
  for (const [segment = '', id] of ids.map((pair) => pair.split('='))) {
    for (const { method, path, body } of requests) {
      const { calls, request } = routerOn(accepted);
      const { status } = await request(method, path.replace('ana', segment), body);
      equal([status, calls.map(([, customerId]) => customerId)], [200, [id]], {
        message: 'The customer id of the path is not decoded once, and else left as it is.',
        input: `${method} ${path.replace('ana', segment)}: status, customers`,
      });
    }
  }
}

async function takesEveryValue(): Promise<void> {
  for (const amount of [0, -5, 1.5, 1, 450, 2 ** 40, 1e21]) {
    for (const id of ['x', ' x ', 'X', '0', '__proto__', 'undefined', 'a%20b', ' ']) {
      const { calls, request } = routerOn(accepted);
      const earned = await request('POST', '/loyalty/ana/earn', { orderId: id, amountMinor: amount });
      const redeemed = await request('POST', '/loyalty/ana/redeem', { redemptionId: id, points: amount });
      const expected = [200, ['earn', 'ana', id, amount], 200, ['redeem', 'ana', id, amount]];
      equal([earned.status, calls[0], redeemed.status, calls[1]], expected, {
        message: 'The transport refuses or changes a value that is for the use case to judge.',
        input: `POST …/earn and …/redeem with the id "${id}" and the amount ${amount}: status and call of each`,
      });
    }
  }
}

it('http-bad-input', async () => {
  const notObjects = ['', '{"orderId":', '[]', 'null', '"text"', '17', 'true'];
  const wholeBodies = [...notObjects, [earning], [], null, {}, undefined];
  const ids = [undefined, '', 17, null, true, {}, ['x']];
  const amounts = [undefined, '5000', '', null, true, {}, [5_000]];
  const bad: readonly (readonly [string, unknown])[] = [
    ...wholeBodies.flatMap((body) => [['/earn', body] as const, ['/redeem', body] as const]),
    ...ids.map((orderId) => ['/earn', { ...earning, orderId }] as const),
    ...ids.map((redemptionId) => ['/redeem', { ...redeeming, redemptionId }] as const),
    ...amounts.map((amountMinor) => ['/earn', { ...earning, amountMinor }] as const),
    ...amounts.map((points) => ['/redeem', { ...redeeming, points }] as const),
    ['/earn', redeeming],
    ['/redeem', earning],
  ];
  for (const [action, body] of bad) await isBadRequest('POST', `/loyalty/ana${action}`, body);
  for (const id of ['%zz', '%', '%E0%A4%A', 'ana%2']) {
    await isBadRequest('GET', `/loyalty/${id}`, undefined);
    await isBadRequest('POST', `/loyalty/${id}/earn`, earning);
    await isBadRequest('POST', `/loyalty/${id}/redeem`, redeeming);
  }
});

async function isBadRequest(method: string, path: string, body: unknown): Promise<void> {
  const { calls, request } = routerOn(accepted);
  const answer = await request(method, path, body);
  const sent = typeof body === 'string' ? `'${body}'` : (JSON.stringify(body) ?? '(no body)');
  equal([answer.status, answer.body, calls], [400, { error: 'bad-request' }, []], {
    message: 'Bad input does not get 400 and "bad-request", or reaches a use case.',
    input: `${method} ${path} ${sent}: status, body, calls of use cases`,
  });
}

it('http-dto', async () => {
  const others = { flagged: true, uncommitted: [{ type: 'PointsEarned' }], version: 12, error: 'none' };
  const secret = { fraudScore: 0.93, ...others };
  const plain = { customerId: 'ana', balance: 0, tier: 'gold', ...secret };
  class View {
    readonly fraudScore = 0.93;
    get customerId(): string {
      return 'ana';
    }
    get balance(): number {
      return 0;
    }
    get tier(): string {
      return 'gold';
    }
  }
  const shapes = [
    { balance: 0, tier: 'gold' },
    { balance: 0 },
    { customerId: 'ana', balance: 0, tier: 'gold' },
  ];
  for (const [index, { method, path, body }] of requests.entries()) {
    for (const result of [plain, Object.freeze({ ...plain }), new View()]) {
      const { request } = routerOn(async () => result);
      const answer = await request(method, path, body);
      equal([answer.status, answer.body], [200, shapes[index]], {
        message: 'An answer does not hold its fields and no others.',
        input: `${method} ${path}, and the use case returns balance 0, tier gold, fraudScore and others: status, body`,
      });
    }
  }
});
