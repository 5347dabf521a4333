import { spawn } from 'node:child_process';
import path from 'node:path';

/** A part of the test run: a command, and how its outcome counts. */
export interface Stage {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  readonly env?: Readonly<Record<string, string>>;
  /** `counts`: the last line of its output that says "N passed, N failed". `exit`: one test, passed with exit code 0. */
  readonly counting: 'counts' | 'exit';
}

export interface StageResult {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly seconds: number;
}

const root = path.resolve(__dirname, '../..');

/** Runs a stage to its end, and then shows its output, which would mix with that of others. A stage that counts nothing, or fails without a count, has failed once. */
export async function runStage({ name, command, env, counting }: Stage): Promise<StageResult> {
  console.log(`-- ${name} begins`);
  const began = Date.now();
  const [program, ...args] = command;
  const { code, output } = await run(program, args, env);
  const seconds = Math.round((Date.now() - began) / 1000);
  console.log(`\n== ${name} (${seconds} s)\n${output}`);
  if (counting === 'exit')
    return { name, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0, seconds };
  const last = [...output.matchAll(/(\d+) passed, (\d+) failed(?:, (\d+) skipped)?/g)].at(-1);
  const [passed = 0, failed = 0, skipped = 0] = (last?.slice(1) ?? []).map((count: string | undefined) =>
    Number(count ?? 0),
  );
  const silentFailure = failed === 0 && (code !== 0 || passed === 0);
  return { name, passed, failed: silentFailure ? 1 : failed, skipped, seconds };
}

function run(
  program: string,
  args: readonly string[],
  env: Stage['env'],
): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const keep = (text: string): void => void (output += text);
    child.stdout.setEncoding('utf8').on('data', keep);
    child.stderr.setEncoding('utf8').on('data', keep);
    child.on('error', (error) => resolve({ code: 1, output: `${output}\n${error.message}` }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
