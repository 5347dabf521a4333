import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { runInServedHost } from '../test/host/served-host';
import { median } from './measure';
import { root } from './places';
import { ms, type Row } from './table';

/** How long one activation took, in milliseconds. */
export interface ActivationTimes {
  /** Loading our code and calling `activate`: what VS Code shows as activation time. */
  readonly ownMs: number;
  /** From asking for the extension until it is there. */
  readonly wholeMs: number;
}

/** Activating the extension in new windows of a real VS Code, each with a fresh extension host. */
export async function activation(folder: string, rounds: number): Promise<readonly Row[]> {
  const suite = path.join(folder, 'activation.js');
  await build({
    entryPoints: [path.join(__dirname, 'activation-suite.ts')],
    outfile: suite,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
  });
  const took: ActivationTimes[] = [];
  for (let round = 0; round < rounds; round++) {
    const scratch = path.join(folder, `window-${round}`);
    const workspace = path.join(scratch, 'course');
    mkdirSync(workspace, { recursive: true });
    const result = path.join(scratch, 'times.json');
    const env = { CODEALONG_ACTIVATION_RESULT: result };
    await runInServedHost({ extension: root, suite, workspace, scratch, env });
    took.push(JSON.parse(readFileSync(result, 'utf8')) as ActivationTimes);
  }
  const own = median(took.map(({ ownMs }) => ownMs));
  const whole = median(took.map(({ wholeMs }) => wholeMs));
  return [
    {
      what: `activation in VS Code (${rounds} windows): our code`,
      value: ms(own),
      target: { text: '≤ 30 ms', isMet: own <= 30 },
    },
    { what: 'the same, with what VS Code asks its window meanwhile', value: ms(whole) },
  ];
}
