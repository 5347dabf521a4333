import assert from 'node:assert/strict';
import { KvServer } from './kv-server';
import { onLife, showLife } from './life';

describe('signs of life', () => {
  afterEach(() => onLife(() => undefined));

  it('are told not more often than anybody needs to hear them', () => {
    let heard = 0;
    onLife(() => heard++);
    for (let sign = 0; sign < 1_000; sign++) showLife();
    assert.equal(heard, 1);
  });

  it('are requests to doubles', async () => {
    let heard = 0;
    onLife(() => heard++);
    await new KvServer().connect().get('a');
    assert.equal(heard, 1);
  });
});
