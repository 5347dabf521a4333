import assert from 'node:assert/strict';
import { noProgress } from './progress';
import { parseProgress } from './parse-progress';

const empty = '{ "formatVersion": 1, "exercises": {} }';
const newer = '{ "formatVersion": 2, "states": [] }';
const inConflict = (ours: string, theirs: string): string =>
  `<<<<<<< HEAD\n${ours}\n=======\n${theirs}\n>>>>>>> other\n`;

describe('what a progress file says', () => {
  it('is understood with a byte order mark, and with other line ends', () => {
    assert.deepEqual(parseProgress(`\uFEFF${empty}`), noProgress);
    assert.deepEqual(parseProgress(inConflict(empty, empty).replaceAll('\n', '\r\n')), noProgress);
  });

  it('is for a later version when one wrote it, or one side of a conflict', () => {
    for (const text of [newer, inConflict(empty, newer), inConflict(newer, 'half')])
      assert.equal(parseProgress(text), 'newer');
  });

  const corrupt: readonly (readonly [name: string, text: string])[] = [
    ['empty', ''],
    ['a byte order mark only', '\uFEFF'],
    ['nothing but zeros, as after a power cut', '\0'.repeat(64)],
    ['half of one', '{ "formatVersion": 1, "exercises": {'],
    ['one and a half', `${empty}, "exercises": {}}`],
    ['of another encoding', '\uFFFD\uFFFD{\0"\0f\0'],
    ['no object', '[]'],
    ['nothing', 'null'],
    ['without a format', '{ "exercises": {} }'],
    ['of a format that never was', '{ "formatVersion": 0, "exercises": {} }'],
    ['of a format that is not a number', '{ "formatVersion": "1", "exercises": {} }'],
    ['without exercises', '{ "formatVersion": 1 }'],
    ['with exercises of another kind', '{ "formatVersion": 1, "exercises": 3 }'],
    ['with a track of another kind', '{ "formatVersion": 1, "exercises": { "adder": { "tracks": 1 } } }'],
    ['a conflict without its end', `<<<<<<< HEAD\n${empty}\n=======\n${empty}\n`],
    ['a conflict with a side that is none', inConflict(empty, '{')],
  ];
  for (const [name, text] of corrupt) {
    it(`is not understood when it is ${name}`, () => assert.equal(parseProgress(text), 'corrupt'));
  }
});
