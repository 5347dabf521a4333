import { writeFileSync } from 'node:fs';
import { extensions } from 'vscode';

/** The variable that tells the suite where to write its milliseconds. */
const resultVariable = 'CODEALONG_ACTIVATION_RESULT';

/** Runs inside the extension host of a real VS Code: loads and activates the extension once, and notes how long that took. */
export async function run(): Promise<void> {
  const extension = extensions.getExtension('codealong.system-design-codealong');
  if (!extension || extension.isActive)
    throw new Error('The extension is not there, or was woken before it was measured.');
  const began = performance.now();
  await extension.activate();
  const took = performance.now() - began;
  writeFileSync(process.env[resultVariable] ?? '', String(took));
}
