import assert from 'node:assert/strict';
import path from 'node:path';
import ts from 'typescript';
import { everyExercise, pack } from './every-exercise';
import { typeCheck } from './type-check';

/** The nearest tsconfig.json of the hidden checks: the one that an editor goes by. It is an error when there is none. */
function projectIn(track: string): ts.ParsedCommandLine {
  const project = ts.getParsedCommandLineOfConfigFile(path.join(track, 'tsconfig.json'), undefined, {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: ({ messageText }) => assert.fail(messageText as string),
  });
  assert.ok(project);
  return project;
}

describe('what an author sees in an editor', function () {
  this.timeout(300_000);

  it('has no type error in the hidden checks, the starter and the reference', async () => {
    const wrong: string[] = [];
    for (const { path: folder, manifest } of await everyExercise()) {
      if (!manifest.tracks.typescript) continue;
      const track = path.join(pack.location, folder, 'typescript');
      const { fileNames, options, errors } = projectIn(track);
      assert.deepEqual(errors, []);
      for (const { name } of await pack.list(`${folder}/typescript/checks`)) {
        assert.ok(fileNames.includes(path.join(track, 'checks', name)), `${name} belongs to no project`);
      }
      wrong.push(...typeCheck(options)(new Map(), fileNames));
    }
    assert.deepEqual(wrong, []);
  });
});
