import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';

/** What every Unix system brings along. Node, npm, git, Go and compilers are left out on purpose. */
const SYSTEM_TOOLS = [
  ...[
    'basename',
    'bash',
    'cat',
    'chmod',
    'cp',
    'cut',
    'date',
    'dirname',
    'echo',
    'env',
    'expr',
    'find',
    'getconf',
  ],
  ...[
    'grep',
    'head',
    'hostname',
    'id',
    'kill',
    'ldd',
    'ln',
    'ls',
    'mkdir',
    'mktemp',
    'mv',
    'ps',
    'pwd',
    'readlink',
  ],
  ...[
    'rm',
    'rmdir',
    'sed',
    'sh',
    'sleep',
    'sort',
    'tail',
    'test',
    'tr',
    'true',
    'uname',
    'wc',
    'which',
    'xargs',
  ],
];
const SYSTEM_FOLDERS = ['/bin', '/usr/bin'];

/** Without it the server asks a login shell for the environment, and finds git and more on the PATH of the real machine. */
const KEEP_THIS_ENVIRONMENT = { VSCODE_CLI: '1' };

/** An environment as on a machine where no developer ever installed anything; its folders lie in `scratch`. */
export function bareMachine(scratch: string) {
  const bin = path.join(scratch, 'bin');
  const home = path.join(scratch, 'home');
  const temporary = path.join(scratch, 'tmp');
  for (const folder of [bin, home, temporary]) mkdirSync(folder, { recursive: true });
  for (const tool of SYSTEM_TOOLS) {
    const found = SYSTEM_FOLDERS.map((folder) => path.join(folder, tool)).find((file) => existsSync(file));
    if (found) symlinkSync(found, path.join(bin, tool));
  }
  return { PATH: bin, HOME: home, TMPDIR: temporary, LANG: 'C.UTF-8', ...KEEP_THIS_ENVIRONMENT };
}
