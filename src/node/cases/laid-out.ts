import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { filesBelow } from '../../core/files-below';
import type { CaseRunner } from '../../core/cases/case-runner';
import { diskFolder } from '../disk-folder';
import { inEmptyFolder } from '../empty-folder';

/** Runs cases of a solution that lies on no disk: in a folder of its own, with all its files, which is removed afterwards. */
export function laidOut(runner: CaseRunner): Pick<CaseRunner, 'run'> {
  return {
    run: (solution, cases, signal) =>
      inEmptyFolder(async (location) => {
        for (const { path, text } of await filesBelow(solution, '')) {
          await mkdir(dirname(join(location, path)), { recursive: true });
          await writeFile(join(location, path), text);
        }
        return runner.run(diskFolder(location), cases, signal);
      }),
  };
}
