import assert from 'node:assert/strict';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import ts from 'typescript';
import { inParallel } from '../../src/core/verify/in-parallel';
import { everyExercise, pack } from './every-exercise';
import { typeErrors } from './type-check';

/** The files of the nearest project of the hidden checks, the one that an editor goes by. It is an error when there is none. */
function filesOf(project: string): readonly string[] {
  const read = ts.getParsedCommandLineOfConfigFile(project, undefined, {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: ({ messageText }) => assert.fail(messageText as string),
  });
  assert.ok(read);
  assert.deepEqual(read.errors, []);
  return read.fileNames;
}

describe('what an author sees in an editor', function () {
  this.timeout(300_000);

  it('has no type error in the hidden checks, the starter and the reference', async () => {
    const inTypeScript = (await everyExercise()).filter(({ manifest }) => manifest.tracks.typescript);
    const wrong = await inParallel(inTypeScript, availableParallelism(), async ({ path: folder }) => {
      const track = path.join(pack.location, folder, 'typescript');
      const project = path.join(track, 'tsconfig.json');
      const files = filesOf(project);
      for (const { name } of await pack.list(`${folder}/typescript/checks`))
        assert.ok(files.includes(path.join(track, 'checks', name)), `${name} belongs to no project`);
      return typeErrors(project);
    });
    assert.deepEqual(wrong.flat(), []);
  });
});
