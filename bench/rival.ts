import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { lesson, pack, root } from './places';

const track = path.join(lesson, 'typescript');

/**
 * The same checks and the same solution laid out as an ordinary project, for the runners that people know. Returns how each
 * of them is called there.
 */
export async function layOutRival(folder: string) {
  for (const solution of ['starter', 'reference'])
    cpSync(path.join(track, solution), path.join(folder, 'reference'), { recursive: true });
  cpSync(path.join(pack, 'kit/typescript/kit'), path.join(folder, 'reference/kit'), { recursive: true });
  cpSync(path.join(track, 'checks'), path.join(folder, 'checks'), { recursive: true });
  const checkkit = path.join(folder, 'node_modules/codealong');
  mkdirSync(checkkit, { recursive: true });
  const exports = { './checkkit': './checkkit.js' };
  writeFileSync(path.join(checkkit, 'package.json'), JSON.stringify({ name: 'codealong', exports }));
  await build({
    entryPoints: [path.join(root, 'src/checkkit/typescript/index.ts')],
    outfile: path.join(checkkit, 'checkkit.js'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
  });
  const installed = (name: string): string => path.join(root, 'bench/node_modules', name);
  for (const name of ['mocha', 'tsx', 'vitest'])
    symlinkSync(installed(name), path.join(folder, 'node_modules', name));
  const config = `export default { test: { globals: true, include: ['checks/*.checks.ts'] } };\n`;
  writeFileSync(path.join(folder, 'vitest.config.mjs'), config);
  return {
    mocha: ['--import', 'tsx', installed('mocha/bin/mocha.js'), 'checks/*.checks.ts'],
    vitest: [installed('vitest/vitest.mjs'), 'run'],
  };
}
