import assert from 'node:assert/strict';
import { ProcessTree } from './process-tree';
import type { ProcessRow } from './process-table';

const row = (pid: number, parent: number, group = parent, began = '1'): ProcessRow => ({
  ...{ pid, parent, group, began },
  cpuMs: 0,
  memoryBytes: 0,
});
const ids = (rows: readonly ProcessRow[]): readonly number[] => rows.map(({ pid }) => pid);

const root = row(10, 1, 10);
const others = [row(1, 0), row(2, 1), row(5, 2)];

describe('the tree of a process', () => {
  it('is the process, its group, and everything below, in whatever order the table lists it', () => {
    const grandchild = row(4, 12, 4);
    const orphanOfTheGroup = row(13, 1, 10);
    const table = [grandchild, row(12, 10, 12), ...others, orphanOfTheGroup, root];
    assert.deepEqual([...ids(new ProcessTree(10).membersIn(table))].sort(), [10, 12, 13, 4]);
  });

  it('keeps those that were seen once, when their parent is gone and they left the group', () => {
    const tree = new ProcessTree(10);
    tree.membersIn([...others, root, row(12, 10, 12)]);
    assert.deepEqual(ids(tree.membersIn([...others, row(12, 1, 12)])), [12]);
  });

  it('does not take a later process for an earlier one with the same id', () => {
    const tree = new ProcessTree(10);
    tree.membersIn([root, row(12, 10, 12, 'early')]);
    assert.deepEqual(ids(tree.membersIn([row(12, 1, 12, 'late')])), []);
  });

  it('takes in what is marked, and what that started', () => {
    const members = new ProcessTree(10).membersIn(
      [...others, row(20, 1, 20), row(21, 20, 20)],
      ({ pid }) => pid === 20,
    );
    assert.deepEqual(ids(members), [20, 21]);
  });
});
