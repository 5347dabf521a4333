import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findGo } from '../go/toolchain';

/** What a verdict depends on beside the exercise: our bundles, and the programs that build and run. */
export async function judgedBy(
  distLocation: string,
  signal: AbortSignal,
): Promise<(language: string) => string> {
  const found = await findGo(signal);
  const go = 'toolchain' in found ? `${found.toolchain.version} race ${found.toolchain.race}` : 'none';
  const kit = join(distLocation, 'checkkit-go');
  const kitFiles = (await readdir(kit)).sort().map((name) => join(kit, name));
  const [shared, typescript, inGo, designs] = await Promise.all([
    digest([join(distLocation, 'authoring.js')]),
    digest(
      ['runner.js', 'typescript-builder.js', 'postgres/index.js'].map((name) => join(distLocation, name)),
    ),
    digest(kitFiles),
    digest([join(distLocation, 'reading-thread.js')]),
  ]);
  return (language) => {
    if (language === 'yaml') return shared;
    if (language === 'markdown') return `${shared} ${designs}`;
    return language === 'go' ? `${shared} ${inGo} ${go}` : `${shared} ${typescript} ${process.version}`;
  };
}

async function digest(files: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const file of files) hash.update(await readFile(file));
  return hash.digest('hex');
}
