/** Which layer may not be known to which: dependencies point inward only. */
const outerLayers = {
  core: ['node', 'runner', 'vscode', 'cli', 'checkkit', 'postgres', 'page'],
  checkkit: ['core', 'node', 'runner', 'vscode', 'cli', 'postgres', 'page'],
  postgres: ['core', 'node', 'runner', 'vscode', 'cli', 'page'],
  page: ['core', 'node', 'runner', 'vscode', 'cli', 'checkkit', 'postgres'],
  runner: ['node', 'vscode', 'cli', 'page'],
  node: ['runner', 'vscode', 'cli', 'page'],
  cli: ['runner', 'vscode', 'page'],
  vscode: ['runner', 'cli', 'checkkit'],
};

const layerRules = Object.entries(outerLayers).map(([layer, outer]) => ({
  name: `${layer}-points-inward`,
  comment: `src/${layer} must not know an outer layer.`,
  severity: 'error',
  from: { path: `^src/${layer}/`, pathNot: '\\.test\\.ts$' },
  to: { path: `^src/(${outer.join('|')})/` },
}));

/** The rooms of the editor adapter, each known only to those after it. */
const rooms = ['commands', 'words', 'ui', 'course', 'features'];

const roomRules = rooms.slice(0, -1).map((room, index) => ({
  name: `vscode-${room}-in-order`,
  comment: `src/vscode/${room} must not know a room that is built upon it.`,
  severity: 'error',
  from: { path: `^src/vscode/${room}/`, pathNot: '\\.test\\.ts$' },
  to: { path: `^src/vscode/(${rooms.slice(index + 1).join('|')})/` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...layerRules,
    ...roomRules,
    {
      name: 'no-cycles',
      comment: 'A ring of files has no order in which one can read it.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'core-is-pure',
      comment: 'src/core reaches the world through its ports only.',
      severity: 'error',
      from: { path: '^src/core/', pathNot: '\\.test\\.ts$' },
      to: {
        dependencyTypes: ['core'],
      },
    },
    {
      name: 'core-reads-no-formats',
      comment: 'Parsers, compilers, git and test runners belong to the adapters.',
      severity: 'error',
      from: { path: '^src/core/', pathNot: '\\.test\\.ts$' },
      to: { path: '^node_modules/(yaml|simple-git|typescript|mocha|proper-lockfile)/' },
    },
    {
      name: 'only-vscode-knows-the-editor',
      comment: 'The command line must run without an editor.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/vscode/' },
      to: { path: '(^vscode$|^node_modules/@types/vscode/)' },
    },
    {
      name: 'node-apart',
      comment:
        'What activation loads stays small: the editor gets at src/node by importing its index when it is needed.',
      severity: 'error',
      from: { path: '^src/vscode/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/node/', pathNot: '^src/node/index\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'every-import-resolves',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^vscode$' },
    },
    {
      name: 'nothing-is-dead',
      comment: 'A file that nothing reaches is deleted.',
      severity: 'error',
      from: { orphan: true, path: '^src/', pathNot: '\\.(test|d)\\.ts$' },
      to: {},
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
    exclude: { path: '^(esbuild\\.mjs$|src/checkkit/go/|test/fixtures/)' },
  },
};
