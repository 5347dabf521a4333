import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { extensionUnderTest } from './extension';
import { check, start } from './support/commands';
import { typeOver } from './support/editors';
import { useFreshCourse } from './support/fresh-course';
import { findings } from './support/judging';
import { learner } from './support/learner';
import { useMessages } from './support/messages';
import { until } from './support/until';

const target = 'orders-indexes';
const migrations = 'crypto-wallet/db/migrations';
const up = `${migrations}/0002_orders_indexes.up.sql`;
const files = [up, `${migrations}/0002_orders_indexes.down.sql`, 'crypto-wallet/db/queries/orders.sql'];

const referenceOf = (file: string): string =>
  readFileSync(
    path.join(extensionUnderTest().extensionPath, 'exercises/week-03/orders-indexes/sql/reference', file),
    'utf8',
  );

describe('an exercise that PostgreSQL judges', function () {
  this.timeout(240_000);
  const messages = useMessages();
  useFreshCourse();

  it('is started without a question about languages, with the schema beside it', async () => {
    const report = await start(target);
    assert.deepEqual(messages.lists, []);
    assert.deepEqual(
      [...(report?.written ?? [])].sort(),
      [...files, `${migrations}/0001_orders.up.sql`].sort(),
    );
  });

  it('underlines what PostgreSQL refuses, at its place in the statement', async () => {
    await start(target);
    await typeOver(
      up,
      '-- The queue.\nCREATE INDEX CONCURRENTLY orders_idx\n  ON orders (created_at) WHERE state = 1;\n',
    );
    const report = await check(target);
    assert.equal(report?.verdict, 'failed');
    await until(() => {
      const [first] = findings(up);
      assert.match(first?.message ?? '', /column "state" does not exist/);
      assert.deepEqual([first?.range.start.line, first?.range.start.character], [2, 31]);
    });
  });

  it('tells the plan of an index that does not serve its query', async () => {
    await start(target);
    await typeOver(up, 'CREATE INDEX CONCURRENTLY orders_time_idx ON orders (created_at);\n');
    const queue = (await check(target))?.checks.find(({ id }) => id === 'serves-the-queue');
    assert.equal(queue?.status, 'failed');
    assert.match(queue.plan ?? '', /Index Scan using orders_time_idx on orders · .* pages/);
  });

  it('passes with the reference, and tells the plans that were judged', async () => {
    await start(target);
    for (const file of files) await typeOver(file, referenceOf(file));
    const report = await check(target);
    assert.equal(report?.verdict, 'passed');
    await messages.said(/^Indexes for the orders table passed and is production-ready: 10 of 10 pass/);
    const queue = report.checks.find(({ id }) => id === 'serves-the-queue');
    assert.match(queue?.plan ?? '', /Index Scan using orders_pending_idx on orders/);
    for (const file of files) assert.deepEqual(findings(file), []);
    assert.ok(learner.read(up).includes('orders_pending_idx'));
  });
});
