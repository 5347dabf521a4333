import { posix, join } from 'node:path';
import { packModule } from '../../../core/scaffold/go-module';
import { languageFor } from '../language';
import type { PrepareRequest } from '../prepare';
import { checkFiles, kitOver, kitPackage, put, type GoWorkspace } from '../workspace';
import type { Batch } from './plan-batches';

/** The module that holds all solutions of a batch, each below a folder of its own. */
const batchModule = 'codealong.batch';

/** The package of a member's checks. Such a folder is not a learner's. */
const checksFolder = 'codealong_checks';

/** The path of a member's module, as far as its own packages and its checks can tell. */
export function moduleOfMember(member: string): string {
  return `${batchModule}/${member}`;
}

/**
 * Lays the solutions of a batch out in one private module: each one's packages and its own copy of the checks are packages of
 * their own, and one test program holds them all. The texts are those that a check of one solution builds, but for the names
 * of their module. Undefined when the checks are not such that they can be put into a package of their own.
 */
export async function layOutBatch(folder: string, batch: Batch): Promise<GoWorkspace | undefined> {
  const [first] = batch.values();
  const checks = first && (await checksOf(first));
  if (!checks) return undefined;
  const { snapshot, toolchain, kit } = first;
  const root = join(folder, 'batch');
  const language = languageFor(snapshot.language, toolchain.version);
  await put(join(root, 'go.mod'), `module ${batchModule}\n\ngo ${language}\n`);
  for (const [member, request] of batch) {
    const module = moduleOfMember(member);
    for (const { path, text } of request.snapshot.files)
      await put(join(root, member, path), moved(text, request.snapshot.module, module));
    for (const { name, text } of checks)
      await put(join(root, member, checksFolder, name), moved(text, packModule, module));
  }
  await put(join(root, 'all/all_test.go'), programOf([...batch.keys()]));
  const overlay = JSON.stringify({ Replace: await kitOver(root, kit) });
  const overlayFile = await put(join(folder, 'overlay.json'), overlay);
  return { root, module: batchModule, overlayFile, checksPackage: './all' };
}

/** Checks of one folder, in a package beside the solution's: as plain files, which say what they are called in truth. */
async function checksOf({ submission }: PrepareRequest) {
  const { pack, exercise } = submission;
  const paths = await checkFiles(pack, exercise);
  const files = await Promise.all(
    paths.map(async (path) => {
      const text = await pack.read(`${exercise.path}/go/checks/${path}`);
      const name = posix.basename(path);
      return { name: name.replace(/_test\.go$/, '.go'), text: `//line ${name}:1\n${text}` };
    }),
  );
  const isOneFolder = new Set(paths.map((path) => posix.dirname(path))).size === 1;
  const areOutside = files.every(({ text }) => /^package \w+_test$/m.test(text));
  return isOneFolder && areOutside ? files : undefined;
}

/** A file with its imports of one module from another. All members share the kit. */
function moved(text: string, from: string, to: string): string {
  return text
    .replaceAll(`"${from}/`, `"${to}/`)
    .replaceAll(`"${to}/${kitPackage}"`, `"${batchModule}/${kitPackage}"`);
}

/** The test program: its last argument names the member whose checks it runs. */
function programOf(members: readonly string[]): string {
  const imports = members.map((member) => `\t${member} "${moduleOfMember(member)}/${checksFolder}"`);
  const entries = members.map((member) => `\t"${member}": {${member}.TestMain, ${member}.TestChecks},`);
  return `package all_test

import (
	"os"
	"testing"

${imports.join('\n')}
)

var members = map[string]struct {
	main   func(*testing.M)
	checks func(*testing.T)
}{
${entries.join('\n')}
}

func chosen() string { return os.Args[len(os.Args)-1] }

func TestMain(m *testing.M) {
	if member, found := members[chosen()]; found {
		member.main(m)
	}
}

func TestChecks(t *testing.T) { members[chosen()].checks(t) }
`;
}
