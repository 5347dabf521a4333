import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { memoryFolder } from '../../../src/core/memory-folder';
import { diskFolder } from '../../../src/node/disk-folder';
import type { PrepareRequest } from '../../../src/node/go/prepare';
import { exerciseWith } from './manifest';
import { fixturePack } from './packs';
import { useTempFolder } from './temp-folder';

/** Stands for the compiler: makes a program that ends at once and keeps count, or fails when a solution says "broken". */
const compiler = `#!/bin/sh
echo built >> "$COUNT"
grep -rq broken --include=sum.go . && { echo "pkg/sum/sum.go:1:1: broken"; exit 1; }
while [ "$1" != "-o" ]; do shift; done
printf '#!/bin/sh\\n' > "$2"
chmod +x "$2"
`;

/** A Go toolchain for each test that builds nothing, and solutions to prepare with it. */
export function useFakeBuilds() {
  const temp = useTempFolder();
  beforeEach(async () => {
    await mkdir(join(temp(), 'bin'));
    await mkdir(join(temp(), 'kit'));
    await writeFile(join(temp(), 'bin/go'), compiler);
    await chmod(join(temp(), 'bin/go'), 0o755);
  });
  return {
    /** How often something was built. */
    builds: async (): Promise<number> =>
      (await readFile(join(temp(), 'count'), 'utf8')).split('\n').length - 1,
    /** Asks for the one file of a solution with this text. */
    request: (text: string): PrepareRequest => ({
      submission: {
        exercise: exerciseWith(),
        pack: diskFolder(fixturePack),
        solution: memoryFolder('the course', []),
      },
      snapshot: { module: 'go-coffee', files: [{ path: 'pkg/sum/sum.go', text }] },
      toolchain: {
        version: 'go1.26',
        race: false,
        env: { PATH: `${join(temp(), 'bin')}:${process.env['PATH'] ?? ''}`, COUNT: join(temp(), 'count') },
      },
      kit: join(temp(), 'kit'),
      signal: new AbortController().signal,
    }),
  };
}
