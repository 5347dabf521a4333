import assert from 'node:assert/strict';
import { timeAgo } from './time';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const now = Date.UTC(2026, 0, 31, 12);

describe('timeAgo', () => {
  it('counts whole units of the largest that fits', () => {
    const told = [59 * second, minute, 59 * minute, 119 * minute, 23 * hour, day, 30 * day];
    assert.deepEqual(
      told.map((passed) => timeAgo(now - passed, now)),
      [
        'just now',
        '1 minute ago',
        '59 minutes ago',
        '1 hour ago',
        '23 hours ago',
        '1 day ago',
        '30 days ago',
      ],
    );
  });

  it('gives the date of what is longer ago', () => {
    assert.match(timeAgo(now - 31 * day, now), /^Dec 3\d, 2025$|^Jan 1, 2026$/);
  });

  it('takes a clock that was set back for no time at all', () => {
    assert.equal(timeAgo(now + hour, now), 'just now');
  });
});
