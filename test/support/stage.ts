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

/** Runs stages side by side to their end, and shows what each of them says in one piece. */
export async function runStages(stages: readonly Stage[]): Promise<readonly StageResult[]> {
  const [first, ...others] = stages;
  if (!first) return [];
  const held = others.map((stage) => {
    const said: string[] = [`\n== ${stage.name}\n`];
    return { result: runStage(stage, (text) => said.push(text)), said };
  });
  console.log(`\n== ${first.name}`);
  const results = [await runStage(first, (text) => process.stdout.write(text))];
  for (const { result, said } of held) {
    results.push(await result);
    process.stdout.write(said.join(''));
  }
  return results;
}

/** A stage that counts nothing, or fails without a count, has failed once. */
async function runStage(
  { name, command, env, counting }: Stage,
  say: (text: string) => void,
): Promise<StageResult> {
  const began = Date.now();
  const [program, ...args] = command;
  const { code, output } = await run(program, args, env, say);
  const seconds = Math.round((Date.now() - began) / 1000);
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
  say: (text: string) => void,
): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      say(text);
    });
    child.stderr.setEncoding('utf8').on('data', say);
    child.on('error', (error) => resolve({ code: 1, output: `${output}\n${error.message}` }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
