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

/** Test files that share nothing but the machine. Now and then each waits for a process or a limit, so there is one more than cores. */
const mochaAtOnce = (...patterns: string[]): Stage['command'] =>
  mocha('--parallel', `--jobs=${availableParallelism() + 1}`, ...patterns);

/** The proof of all shipped solutions. Elsewhere than in CI a machine without Go says so and goes on. */
const verify: Stage['command'] = [
  node,
  'dist/cli.js',
  'verify',
  '--fresh',
  ...(process.env['CI'] === 'true' ? ['--require-all'] : []),
];

const stage = (name: string, command: Stage['command'], more: Partial<Stage> = {}): Stage => ({
  name,
  command,
  counting: 'counts',
  ...more,
});

/**
 * Everything that `npm test` runs, cheapest first. What belongs to one round runs side by side: it uses about one processor each.
 */
const rounds: readonly (readonly Stage[])[] = [
  [stage('build', ['npm', 'run', '-s', 'package'], { counting: 'exit' })],
  [
    stage('lint', ['npm', 'run', '-s', 'lint:code'], { counting: 'exit' }),
    stage('structure and format', ['npm', 'run', '-s', 'lint:structure'], { counting: 'exit' }),
  ],
  [
    stage('types', ['npm', 'run', '-s', 'typecheck'], { counting: 'exit' }),
    stage(
      'unit tests',
      mocha('src/**/*.test.ts', 'test/exercises/**/*.test.ts', 'test/repository/**/*.test.ts'),
    ),
    stage('killed at every write', mocha('test/faults/**/*.test.ts')),
  ],
  [stage('check engine and command line', mochaAtOnce('test/check/**/*.test.ts'))],
  [stage('history', mochaAtOnce('test/history/**/*.test.ts'))],
  [stage('hostile submissions', mochaAtOnce('test/hostile/**/*.test.ts'))],
  [stage('every exercise proven', verify)],
  [stage('inside the extension host', [node, '--import', 'tsx', 'test/host/run.ts'])],
  [
    stage('the packaged extension in a browser', mocha('test/browser/**/*.test.ts'), {
      env: { CODEALONG_VSIX: 'system-design-codealong.vsix' },
    }),
  ],
];

/** Runs the rounds one after the other, or of them the stages whose names contain a word given on the command line. */
async function main(words: readonly string[]): Promise<void> {
  const isChosen = ({ name }: Stage): boolean =>
    words.length === 0 || words.some((word) => name.includes(word));
  const results: StageResult[] = [];
  for (const round of rounds) results.push(...(await Promise.all(round.filter(isChosen).map(runStage))));

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
