import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { runInServedHost } from '../test/host/served-host';
import { median } from './measure';
import { root } from './places';
import { ms, type Row } from './table';

/** Activating the extension in new windows of a real VS Code, each with a fresh extension host. */
export async function activation(folder: string, rounds: number): Promise<Row> {
  const suite = path.join(folder, 'activation.js');
  await build({
    entryPoints: [path.join(__dirname, 'activation-suite.ts')],
    outfile: suite,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
  });
  const took: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const scratch = path.join(folder, `window-${round}`);
    const workspace = path.join(scratch, 'course');
    mkdirSync(workspace, { recursive: true });
    const result = path.join(scratch, 'milliseconds');
    const env = { CODEALONG_ACTIVATION_RESULT: result };
    await runInServedHost({ extension: root, suite, workspace, scratch, env });
    took.push(Number(readFileSync(result, 'utf8')));
  }
  const middle = median(took);
  return {
    what: `activation in VS Code (${rounds} windows)`,
    value: ms(middle),
    target: { text: '≤ 30 ms', isMet: middle <= 30 },
  };
}
