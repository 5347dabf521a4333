import assert from 'node:assert/strict';
import { heldNotices, type Notice } from './notice';

describe('held notices', () => {
  const told: Notice[] = [];
  const { hear, release } = heldNotices((notice) => told.push(notice));
  beforeEach(() => (told.length = 0));

  const first = { message: 'It cannot be read.', location: 'the course', subject: 'the file' };
  const second = { message: 'It was moved.', location: 'the course', subject: 'the file' };

  it('are told when they are released, each once', () => {
    hear(first);
    assert.deepEqual(told, []);
    release();
    release();
    assert.deepEqual(told, [first]);
  });

  it('tell of a subject only the last', () => {
    hear(first);
    hear(second);
    release();
    assert.deepEqual(told, [second]);
  });

  it('tell all that is about something else, or another folder', () => {
    const others = [
      { message: 'An attempt was not kept.', location: 'the course' },
      { message: 'Nor was this one.', location: 'the course' },
      { ...first, location: 'elsewhere' },
    ];
    for (const notice of [first, ...others]) hear(notice);
    release();
    assert.deepEqual(told, [first, ...others]);
  });
});
