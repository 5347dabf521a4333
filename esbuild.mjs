// Builds what ships into dist/. `vscode` is external only for the extension itself, so that a core or command-line module
// that imports it breaks the build.
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { context, build } from 'esbuild';
import { tsImport } from 'tsx/esm/api';

const watch = process.argv.includes('--watch');
const minify = process.argv.includes('--production');

/** @type {import('esbuild').BuildOptions} */
const common = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  // graceful-fs, which the lock library asks for, would change `fs` and `process` for every extension in the editor.
  // The main file of jsonc-parser finds its parts in a way that no bundler can follow.
  alias: { 'graceful-fs': 'node:fs', 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
  sourcemap: minify ? false : 'linked',
  minify,
  logLevel: 'warning',
  legalComments: 'none',
};

/**
 * Keeps what reads disks and starts processes out of the extension's own bundle, which is loaded at activation, and refuses
 * parsers there: one import too many would double what activation costs.
 */
const nodeApart = {
  name: 'node-apart',
  setup: (bundler) => {
    bundler.onResolve({ filter: /\/node$/ }, () => ({ path: './node.js', external: true }));
    bundler.onResolve(
      { filter: /^(markdown-it|mermaid|yaml|typescript|github-slugger)$/ },
      ({ path, importer }) => ({
        errors: [{ text: `${importer} would load ${path} at activation: reach it through src/node.` }],
      }),
    );
  },
};

/** Lets simple-git start processes as we do, so that none is left behind and no error stays unheard. */
const gitAsOurs = {
  name: 'git-as-ours',
  setup: (bundler) =>
    bundler.onResolve({ filter: /^(node:)?child_process$/ }, ({ importer }) =>
      /[\\/]node_modules[\\/]simple-git[\\/]/.test(importer)
        ? { path: resolve('src/node/history/git-process.ts') }
        : undefined,
    ),
};

/** Bundles these texts in place of modules. */
const standsFor = (bundler, namespace, contents) => {
  bundler.onLoad({ filter: /./, namespace }, () => ({ contents, loader: 'js' }));
  return ({ path }) => ({ path, namespace });
};

/** What stands for a module that is loaded and never used: whatever is asked of it gives the same again. */
const nothing = `const nothing = new Proxy(function () {}, {
  get: (_, name) => (name === '__esModule' ? true : name === Symbol.toPrimitive ? () => '' : nothing),
  apply: () => nothing,
  construct: () => nothing,
});
module.exports = nothing;`;

/**
 * Of Mermaid we use the parsers. What draws is a third of it and stands behind names that parsing never calls; it would clean text
 * of HTML with a library that needs a page, and nothing is ever shown here.
 */
const onlyParsers = {
  name: 'only-parsers',
  setup: (bundler) => {
    const drawing =
      /^(cytoscape(-.+)?|d3(-.+)?|dagre-d3-es(\/.+)?|katex|marked|roughjs|@iconify\/utils|@upsetjs\/venn\.js)$/;
    bundler.onResolve({ filter: drawing }, standsFor(bundler, 'nothing', nothing));
    const asItIs = 'export default { addHook() {}, removeHook() {}, sanitize: (text) => text };';
    bundler.onResolve({ filter: /^dompurify$/ }, standsFor(bundler, 'as-it-is', asItIs));
  },
};

/**
 * Of Mocha we use what runs checks one after the other. The process that runs a solution waits for every line that it loads, and
 * reporters, parallel mode and the log for Mocha's own authors are most of its lines.
 */
const onlyRuns = {
  name: 'only-runs',
  setup: (bundler) => {
    const filter = /^(debug|he|\.\/reporters|\.\/nodejs\/(parallel-buffered-runner|file-unloader))$/;
    const left = standsFor(bundler, 'nothing', nothing);
    bundler.onResolve({ filter }, (asked) =>
      /[\\/]mocha[\\/]lib\b/.test(asked.resolveDir) ? left(asked) : undefined,
    );
  },
};

/**
 * Mocha's suites are known by their class names, so names stay as they are, in what ships too. `keepNames` would do that as well, but
 * makes each closure of the checks' kit define a property.
 */
const mochaBundle = {
  ...(minify && { minify: false, minifySyntax: true, minifyWhitespace: true }),
  plugins: [onlyRuns],
};

/** @type {import('esbuild').BuildOptions[]} */
const bundles = [
  { entryPoints: ['src/cli/main.ts'], outfile: 'dist/cli.js', banner: { js: '#!/usr/bin/env node' } },
  { entryPoints: ['src/cli/run-cli.ts'], outfile: 'dist/run-cli.js' },
  { entryPoints: ['src/runner/main.ts'], outfile: 'dist/runner.js', ...mochaBundle },
  {
    entryPoints: ['src/node/typescript/builder.ts'],
    outfile: 'dist/typescript-builder.js',
    minify: true,
    sourcemap: false,
  },
  { entryPoints: ['src/node/authoring/index.ts'], outfile: 'dist/authoring.js' },
  { entryPoints: ['src/node/parse-yaml.ts'], outfile: 'dist/parse-yaml.js' },
  {
    entryPoints: ['src/node/designs/reading-thread.ts'],
    outfile: 'dist/reading-thread.js',
    minify: true,
    sourcemap: false,
    plugins: [onlyParsers],
  },
  {
    entryPoints: ['src/postgres/index.ts'],
    outfile: 'dist/postgres/index.js',
    // Its ES module finds its files by an address that a CommonJS bundle has not.
    alias: { '@electric-sql/pglite': resolve('node_modules/@electric-sql/pglite/dist/index.cjs') },
    minify: true,
    sourcemap: false,
  },
  { entryPoints: ['src/node/index.ts'], outfile: 'dist/node.js' },
  {
    entryPoints: ['src/page/brief-page.ts'],
    outfile: 'dist/brief-page.js',
    platform: 'browser',
    format: 'iife',
  },
  {
    entryPoints: ['src/vscode/extension.ts'],
    outfile: 'dist/extension.js',
    external: ['vscode'],
    plugins: [nodeApart],
  },
];

await rm('dist/pack', { recursive: true, force: true });
await cp('src/checkkit/go', 'dist/checkkit-go', { recursive: true });
const postgres = 'node_modules/@electric-sql/pglite';
const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_LGWIN]: 24 } };
for (const file of ['dist/pglite.wasm', 'dist/initdb.wasm', 'LICENSE'])
  await cp(join(postgres, file), join('dist/postgres', basename(file)));
// A fifth of it is left, where the compression of the package itself leaves a third.
await writeFile(
  'dist/postgres/pglite.data.br',
  brotliCompressSync(await readFile(join(postgres, 'dist/pglite.data')), brotli),
);
for (const bundle of bundles) {
  const options = { ...common, ...bundle, plugins: [gitAsOurs, ...(bundle.plugins ?? [])] };
  if (watch) await (await context(options)).watch();
  else await build(options);
}

// What ships is compiled once, here. In development the pack is read from its source, so that a change shows at once.
if (minify) {
  const { compilePack } = await tsImport('./src/node/authoring/compile-pack.ts', import.meta.url);
  await compilePack('exercises', 'dist/pack');
}
