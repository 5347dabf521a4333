import assert from 'node:assert/strict';
import { applyEdit, type EditBase } from '../mistakes/apply-edit';
import type { Edit } from '../mistakes/mistake';
import { parseEdit } from '../mistakes/parse-edit';
import { rebaseEdit } from './rebase-mistake';

const path = 'sum.ts';
const baseOf = (...lines: string[]): EditBase => ({
  name: 'the reference',
  files: [{ path, text: `${lines.join('\n')}\n` }],
  mainFile: path,
});
const editOf = (...lines: string[]): Edit => parseEdit({ lines, line: 1 }).edit;

async function rebase(edit: Edit, base: EditBase, ...earlier: EditBase[]) {
  let asked = 0;
  async function* newestFirst() {
    for (const one of earlier) {
      asked++;
      yield one;
    }
  }
  return { rebased: await rebaseEdit(edit, base, newestFirst()), asked: () => asked };
}

describe('an edit whose base changed', () => {
  const before = baseOf('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h');

  it('fits still when its lines did not change, and asks for no earlier base', async () => {
    const { rebased, asked } = await rebase(editOf('-b', '+x'), baseOf('0', 'a', 'b', 'c'), before);
    assert.deepEqual([rebased, asked()], [{ outcome: 'fits' }, 0]);
  });

  it('is carried over what changed elsewhere', async () => {
    const now = baseOf('a', 'b', 'c', 'D', 'D', 'e', 'f', 'g', 'H');
    const { rebased } = await rebase(editOf('-b', '+x', ' c', ' d', ' e', '-f', '+y'), now, before);
    assert.equal(rebased.outcome, 'carried');
    assert.deepEqual(applyEdit(rebased.edit, now).files, [{ path, text: 'a\nx\nc\nD\nD\ne\ny\ng\nH\n' }]);
  });

  it('stays over its alternative', async () => {
    const edit = { ...editOf(' a', ' b', ' c', ' d', '-e', '+x'), over: 'one-key' };
    const { rebased } = await rebase(edit, baseOf('A', 'b', 'c', 'd', 'e', 'f', 'g', 'h'), before);
    assert.equal(rebased.outcome, 'carried');
    assert.equal(rebased.edit.over, 'one-key');
    assert.deepEqual(
      rebased.edit.hunks.map(({ lines }) => lines.map(({ kind, text }) => kind + text)),
      [['-e', '+x']],
    );
  });

  it('comes from the newest earlier base that takes it', async () => {
    const older = baseOf('a', 'b', 'c', 'd', 'e', 'older');
    const { rebased, asked } = await rebase(
      editOf(' a', ' b', '-c', '+x'),
      baseOf('A', 'b', 'c', 'd', 'e', 'f', 'g', 'h'),
      ...[baseOf('nothing', 'of', 'it'), before, older],
    );
    assert.equal(rebased.outcome, 'carried');
    assert.equal(asked(), 2);
  });

  it('keeps both sides where both changed the same lines', async () => {
    const { rebased } = await rebase(
      editOf('-b', '+x'),
      baseOf('a', 'B', 'c', 'd', 'e', 'f', 'g', 'h'),
      before,
    );
    assert.deepEqual(rebased, {
      outcome: 'conflict',
      files: [
        {
          path,
          text: 'a\n<<<<<<< the mistake\nx\n=======\nB\n>>>>>>> the new base\nc\nd\ne\nf\ng\nh\n',
        },
      ],
    });
  });

  it('is lost when no base that is known takes it', async () => {
    const { rebased } = await rebase(editOf('-z'), before, baseOf('x'), baseOf('y'));
    assert.deepEqual(rebased, { outcome: 'lost' });
  });
});
