import path from 'node:path';
import { build, type Plugin } from 'esbuild';

/** Mocha keeps state of its own and loads files itself, so it is required from where it is installed. */
const installedMocha: Plugin = {
  name: 'installed-mocha',
  setup: (bundler) => {
    bundler.onResolve({ filter: /^mocha$/ }, () => ({ path: require.resolve('mocha'), external: true }));
  },
};

/** Compiles the suite into `outdir` as VS Code loads it; returns the path of its entry. */
export async function bundleSuite(outdir: string, suite = path.join(__dirname, 'suite')): Promise<string> {
  await build({
    entryPoints: [path.join(__dirname, 'suite', 'index.ts'), path.join(suite, '*.host.test.ts')],
    outdir,
    entryNames: '[name]',
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode'],
    // The other form of it requires its parts by names that no bundler follows.
    alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
    plugins: [installedMocha],
    logLevel: 'warning',
  });
  return path.join(outdir, 'index.js');
}
