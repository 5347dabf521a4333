import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** Runs `work` with these environment variables. */
export async function withVariables<T>(
  variables: Readonly<Record<string, string>>,
  work: () => Promise<T>,
): Promise<T> {
  const before = Object.keys(variables).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, variables);
  try {
    return await work();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  }
}

/** Runs `work` on a machine where `git` is this shell script. The real one is `$REAL_GIT` in it. */
export async function withGit<T>(folder: string, script: string, work: () => Promise<T>): Promise<T> {
  const bin = join(folder, 'bin');
  const path = process.env['PATH'] ?? '';
  await mkdir(bin, { recursive: true });
  await writeFile(
    join(bin, 'git'),
    `#!/bin/sh\nPATH='${path}'\nREAL_GIT=$(command -v git)\nexport PATH REAL_GIT\n${script}\n`,
  );
  await chmod(join(bin, 'git'), 0o755);
  return withVariables({ PATH: `${bin}${delimiter}${path}` }, work);
}

/** Runs `work` on a machine that has no git. */
export async function withoutGit<T>(folder: string, work: () => Promise<T>): Promise<T> {
  await mkdir(join(folder, 'empty'), { recursive: true });
  return withVariables({ PATH: join(folder, 'empty') }, work);
}
