import { chmod, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** Puts a program named `go` that is this shell script before everything else on PATH while `work` runs. */
export async function withFakeGo<T>(folder: string, script: string, work: () => Promise<T>): Promise<T> {
  await writeFile(join(folder, 'go'), `#!/bin/sh\n${script}\n`);
  await chmod(join(folder, 'go'), 0o755);
  return withPath(`${folder}${delimiter}${process.env['PATH'] ?? ''}`, work);
}

/** Runs `work` with this PATH, which is how a machine without Go looks. */
export async function withPath<T>(path: string, work: () => Promise<T>): Promise<T> {
  const before = process.env['PATH'];
  process.env['PATH'] = path;
  try {
    return await work();
  } finally {
    process.env['PATH'] = before;
  }
}

/** What `go env -json` of a version answers. */
export function answeringVersion(version: string): string {
  return `echo '{ "GOVERSION": "${version}", "CGO_ENABLED": "0", "GOCACHE": "/nowhere" }'`;
}
