import assert from 'node:assert/strict';
import { counted, drawPlan, indexesIn, nodesOf, readPlan } from './plan';

const scan = {
  'Node Type': 'Index Scan',
  'Index Name': 'orders_pending_idx',
  'Relation Name': 'orders',
  'Actual Rows': 25,
  'Actual Loops': 2,
  'Shared Hit Blocks': 4,
  'Shared Read Blocks': 3,
  'Index Cond': '(shop_id = 1)',
  'Rows Removed by Filter': 0,
};
const explained = {
  'Node Type': 'Limit',
  'Actual Rows': 50,
  'Actual Loops': 1,
  'Shared Hit Blocks': 5,
  'Shared Read Blocks': 3,
  Plans: [scan, { 'Node Type': 'Result', 'Actual Rows': 1, 'Actual Loops': 1 }],
};
const plan = readPlan([{ 'QUERY PLAN': [{ Plan: explained }] }]);

describe('a plan', () => {
  it('is drawn as a tree, with rows of all turns and pages from memory and disk', () =>
    assert.equal(
      drawPlan(plan),
      [
        'Limit · 50 rows · 8 pages',
        '├─ Index Scan using orders_pending_idx on orders · 50 rows · 7 pages',
        '│     Index Cond: (shop_id = 1)',
        '└─ Result · 1 row · 0 pages',
      ].join('\n'),
    ));

  it('tells its nodes and indexes', () =>
    assert.deepEqual(
      [nodesOf(plan).map(({ node }) => node), indexesIn(plan)],
      [['Limit', 'Index Scan', 'Result'], ['orders_pending_idx']],
    ));

  it('that is none is a mistake of the check', () => assert.throws(() => readPlan([]), /explained nothing/));

  it('counts in words', () =>
    assert.deepEqual([counted(1, 'page'), counted(1095, 'page')], ['1 page', '1,095 pages']));
});
