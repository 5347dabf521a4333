import { writeFileSync } from 'node:fs';
import Module from 'node:module';
import path from 'node:path';
import { extensions } from 'vscode';
import type { ActivationTimes } from './activation';

/** The variable that tells the suite where to write what it measured. */
const resultVariable = 'CODEALONG_ACTIVATION_RESULT';

type Load = (request: string, ...others: readonly unknown[]) => unknown;

/** Runs inside the extension host of a real VS Code: loads and activates the extension once, and notes how long that took. */
export async function run(): Promise<void> {
  const extension = extensions.getExtension('codealong.system-design-codealong');
  if (!extension || extension.isActive)
    throw new Error('The extension is not there, or was woken before it was measured.');
  const ownMs = timeOwnPart(path.join(extension.extensionPath, 'dist', 'extension'));
  const began = performance.now();
  await extension.activate();
  const times: ActivationTimes = { ownMs: ownMs(), wholeMs: performance.now() - began };
  writeFileSync(process.env[resultVariable] ?? '', JSON.stringify(times));
}

/**
 * Times what VS Code itself calls the activation of an extension, in its list of running ones: loading the code and calling
 * `activate`. The rest is VS Code's own, mostly questions that the extension host asks the window.
 */
function timeOwnPart(main: string): () => number {
  let ms = 0;
  const timed = <T>(work: () => T): T => {
    const began = performance.now();
    const result = work();
    ms += performance.now() - began;
    return result;
  };
  const load = Reflect.get(Module, '_load') as Load;
  const watched: Load = (request, ...others) => {
    if (request.replace(/\.js$/, '') !== main) return load(request, ...others);
    const loaded = timed(() => load(request, ...others)) as { activate: (context: unknown) => unknown };
    return { ...loaded, activate: (context: unknown) => timed(() => loaded.activate(context)) };
  };
  Reflect.set(Module, '_load', watched);
  return () => {
    Reflect.set(Module, '_load', load);
    if (ms === 0) throw new Error('VS Code loads extensions in another way now: fix this benchmark.');
    return ms;
  };
}
