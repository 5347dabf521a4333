import assert from 'node:assert/strict';
import { Finding } from './finding';
import { describeRequest, headerOf, jsonOf, request } from './http';

const json = (contentType: string, body = '{"a":1}') => ({
  status: 200,
  headers: { 'Content-Type': contentType },
  body,
});

describe('request', () => {
  it('has lower-case headers, and sends objects as JSON and texts as they are', () => {
    assert.deepEqual(request('GET', '/a'), { method: 'GET', path: '/a', headers: {} });
    assert.deepEqual(request('POST', '/a', { body: { n: 1 }, headers: { 'If-Match': '"x"' }, ip: '::1' }), {
      method: 'POST',
      path: '/a',
      headers: { 'if-match': '"x"' },
      ip: '::1',
      body: '{"n":1}',
    });
    assert.equal(request('POST', '/a', { body: '{"n":' }).body, '{"n":');
    assert.equal(request('POST', '/a', { body: null }).body, 'null');
  });

  it('is described in a line', () => {
    assert.equal(describeRequest(request('GET', '/a')), 'GET /a');
    assert.equal(describeRequest(request('POST', '/a', { body: [] })), 'POST /a []');
  });
});

describe('a response', () => {
  it('has headers in any case', () => {
    const response = { headers: { 'Retry-After': '2' } };
    assert.deepEqual([headerOf(response, 'retry-after'), headerOf(response, 'after')], ['2', undefined]);
  });

  for (const type of ['application/json', 'application/json; charset=utf-8', 'Application/JSON ;x=y']) {
    it(`is JSON when it says ${type}`, () => assert.deepEqual(jsonOf(json(type), 'GET /a'), { a: 1 }));
  }

  for (const type of ['text/plain', 'application/jsonp', 'application/problem+json', '']) {
    it(`is not JSON when it says ${JSON.stringify(type)}`, () =>
      assert.throws(
        () => jsonOf(json(type), 'GET /a'),
        (error) => {
          assert.ok(error instanceof Finding);
          assert.deepEqual(
            [error.input, error.expected, error.actual],
            ['GET /a', 'content-type: application/json', type],
          );
          return true;
        },
      ));
  }

  it('may have to say something else, and has to be JSON', () => {
    const problem = 'application/problem+json';
    assert.deepEqual(jsonOf(json(problem), '', problem), { a: 1 });
    assert.throws(() => jsonOf(json('application/json', '{'), ''), /not JSON/);
  });
});
