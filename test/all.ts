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

/** Everything that `npm test` runs, cheapest first. */
const stages: readonly Stage[] = [
  { name: 'build', command: ['npm', 'run', '-s', 'package'], counting: 'exit' },
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

/** Runs the stages one after the other, or those whose names contain a word given on the command line. */
async function main(words: readonly string[]): Promise<void> {
  const chosen = stages.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
  const results: StageResult[] = [];
  for (const stage of chosen) results.push(await runStage(stage));

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

void main(process.argv.slice(2));
