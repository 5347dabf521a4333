import assert from 'node:assert/strict';
import { formatProgress } from './format-progress';
import { mergeProgress } from './merge';
import { parseProgress } from './parse-progress';
import { noProgress } from './progress';
import { isTicked, withTick, type TickedItem } from './ticks';

const section: TickedItem = { kind: 'read', anchor: 'phase-1/1.2' };
const trial: TickedItem = { kind: 'do', id: 'load', title: 'Load it', look: 'How slow is it?' };

describe('a tick', () => {
  it('is set and taken away by hand', () => {
    const read = withTick(noProgress, section, true, 1);
    assert.deepEqual([isTicked(read, section), isTicked(read, trial)], [true, false]);
    assert.ok(!isTicked(withTick(read, section, false, 2), section));
  });

  it('is kept on a line of its own, by a key that does not change with the words', () => {
    const both = withTick(withTick(noProgress, section, true, 1), trial, false, 2);
    const text = formatProgress(both);
    assert.deepEqual(parseProgress(text), both);
    assert.match(text, /\n {4}"phase-1\/1\.2": \{"done":true,"at":1\}/);
    assert.ok(!formatProgress(noProgress).includes('ticks'));
  });

  it('is what was said last, in whichever copy', () => {
    const read = withTick(noProgress, section, true, 1);
    const unread = withTick(read, section, false, 2);
    assert.ok(!isTicked(mergeProgress(read, unread), section));
    assert.ok(!isTicked(mergeProgress(unread, read), section));
    assert.ok(isTicked(mergeProgress(withTick(unread, section, true, 3), unread), section));
  });
});
