import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Folder } from '../../../src/core/ports';
import { leavesNothingBehind } from './clean-temp';
import { codealong } from './command-line';
import { diskPack, replacing } from './packs';
import { useTempFolder } from './temp-folder';

/** Before each test of a suite: the fixture pack with an exercise that an author has just begun, and an empty course folder. */
export function useNewExercise(id: string, kind: 'numbers' | 'design') {
  const temp = useTempFolder();
  leavesNothingBehind();
  const place = () => ['--pack', join(temp(), 'pack')];
  let pack: Folder | undefined;
  beforeEach(async () => {
    pack = await diskPack(join(temp(), 'pack'));
    const words = ['author', 'new', id, '--week', '1', '--block', 'b', '--kind', kind];
    const { code, err } = await codealong([...words, ...place()]);
    assert.deepEqual([code, err], [0, '']);
  });
  const given = (): Folder => {
    assert.ok(pack);
    return pack;
  };
  const own = (file: string): string => `week-01/${id}/${file}`;
  return {
    /** A file of the exercise. */
    read: (file: string) => given().read(own(file)),
    write: (file: string, text: string) => given().write(own(file), text),
    change: async (file: string, from: string, to: string): Promise<void> =>
      given().write(own(file), replacing(from, to)(await given().read(own(file)))),
    /** A command of authors, about the pack. */
    author: (...words: string[]) => codealong(['author', ...words, ...place()]),
    /** A command in the course folder. */
    run: (...words: string[]) => codealong([...words, ...place(), '--dir', join(temp(), 'course')]),
    verify: (...words: string[]) => codealong(['verify', id, ...words, ...place()]),
    /** Where a file lies in the course folder. */
    inCourse: (file: string) => join(temp(), 'course', file),
  };
}
