import { availableParallelism } from 'node:os';
import { runStage, type Stage, type StageResult } from './support/stage';

const node = process.execPath;
const mocha = (...patterns: string[]): Stage['command'] => [
  node,
  'node_modules/mocha/bin/mocha.js',
  '--import=tsx',
  '--reporter=test/support/closing-line.ts',
  ...patterns,
];

/** Test files that share nothing but the machine: as many at once as it has cores. */
const mochaAtOnce = (...patterns: string[]): Stage['command'] =>
  mocha('--parallel', `--jobs=${availableParallelism()}`, ...patterns);

/** The proof of all shipped solutions. Elsewhere than in CI a machine without Go says so and goes on. */
const verify: Stage['command'] = [
  node,
  'dist/cli.js',
  'verify',
  '--fresh',
  ...(process.env['CI'] === 'true' ? ['--require-all'] : []),
];

/** What all others need. */
const build: Stage = { name: 'build', command: ['npm', 'run', '-s', 'package'], counting: 'exit' };

/** What keeps the processors busy, cheapest first. */
const working: readonly Stage[] = [
  { name: 'lint and format', command: ['npm', 'run', '-s', 'lint'], counting: 'exit' },
  { name: 'types', command: ['npm', 'run', '-s', 'typecheck'], counting: 'exit' },
  {
    name: 'unit tests',
    command: mochaAtOnce('src/**/*.test.ts', 'test/exercises/**/*.test.ts', 'test/repository/**/*.test.ts'),
    counting: 'counts',
  },
  {
    name: 'check engine and command line',
    command: mochaAtOnce('test/check/**/*.test.ts'),
    counting: 'counts',
  },
  { name: 'history', command: mochaAtOnce('test/history/**/*.test.ts'), counting: 'counts' },
  { name: 'killed at every write', command: mocha('test/faults/**/*.test.ts'), counting: 'counts' },
  { name: 'hostile submissions', command: mochaAtOnce('test/hostile/**/*.test.ts'), counting: 'counts' },
  { name: 'every exercise proven', command: verify, counting: 'counts' },
];

/** What waits for an editor most of the time. */
const waiting: readonly Stage[] = [
  {
    name: 'inside the extension host',
    command: [node, '--import', 'tsx', 'test/host/run.ts'],
    counting: 'counts',
  },
  {
    name: 'the packaged extension in a browser',
    command: mocha('test/browser/**/*.test.ts'),
    env: { CODEALONG_VSIX: 'system-design-codealong.vsix' },
    counting: 'counts',
  },
];

/**
 * Runs the build, and then two rows of stages side by side; or of all these the ones whose names contain a word given on the
 * command line. Each stage's output is printed whole.
 */
async function main(words: readonly string[]): Promise<void> {
  const chosen = (stages: readonly Stage[]): readonly Stage[] =>
    stages.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
  const built = await inOrder(chosen([build]));
  const rows = await Promise.all([inOrder(chosen(working)), inOrder(chosen(waiting))]);
  const results = [...built, ...rows.flat()];

  console.log('');
  for (const { name, passed, failed, skipped, seconds } of results) {
    const notRun = skipped > 0 ? `, ${skipped} not run` : '';
    console.log(`${name}: ${passed} hold, ${failed} do not${notRun} (${seconds} s)`);
  }
  const sum = (count: (result: StageResult) => number): number =>
    results.reduce((total, next) => total + count(next), 0);
  const failed = sum((result) => result.failed);
  const skipped = sum((result) => result.skipped);
  console.log(
    `${sum((result) => result.passed)} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`,
  );
  process.exitCode = failed > 0 ? 1 : 0;
}

async function inOrder(stages: readonly Stage[]): Promise<readonly StageResult[]> {
  const results: StageResult[] = [];
  for (const stage of stages) results.push(await runStage(stage));
  return results;
}

void main(process.argv.slice(2));
