import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Editor } from './editor';
import { runToEnd } from './processes';

/** Without the first two the extension host does not start; node-pty serves terminals. */
const MODULES = ['@vscode/spdlog', 'native-watchdog', 'node-pty'];

const HOW_TO_GET_A_COMPILER = [
  'The test editor needs two small native modules compiled, and that failed.',
  'It takes a C++ compiler, make and Python 3:',
  '  Debian or Ubuntu:  sudo apt-get install g++ make python3',
  '  macOS:             xcode-select --install',
].join('\n');

export async function compileNativeModules({ root, vscode }: Editor): Promise<void> {
  const nodeGyp = path.join(root, 'node_modules', 'node-gyp', 'bin', 'node-gyp.js');
  const compile = (name: string): Promise<string> =>
    runToEnd(process.execPath, [nodeGyp, 'rebuild', ...headersOfThisNode()], {
      cwd: path.join(vscode, 'node_modules', name),
    });
  try {
    await Promise.all(MODULES.map(compile));
  } catch (error) {
    throw new Error(`${HOW_TO_GET_A_COMPILER}\n\n${(error as Error).message}`, { cause: error });
  }
}

/** The headers beside this Node save a download; without them node-gyp fetches the right ones itself. */
function headersOfThisNode(): string[] {
  const home = path.resolve(path.dirname(process.execPath), '..');
  return existsSync(path.join(home, 'include', 'node', 'node.h')) ? ['--nodedir', home] : [];
}
