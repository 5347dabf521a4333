import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { atExit, removeFolder } from './at-exit';
import { cacheFolder, editorFolder, sweepUnfinished, unfinished } from './cache';
import type { Editor } from './editor';
import { compileNativeModules } from './native-modules';
import { runToEnd } from './processes';

const MANIFEST = ['package.json', 'package-lock.json', '.npmrc'];

/**
 * The pinned editor, installed on first use into the user's cache folder. The folder appears under its final
 * name only when it is complete, so a killed installation is never taken for a whole one, and two callers at
 * once both end with a whole one.
 */
export async function ensureEditor(say: (line: string) => void = console.error): Promise<Editor> {
  const root = editorFolder(pinnedVersion());
  if (!existsSync(root)) {
    say('Installing the test editor into the cache (once, about a minute) …');
    await installInto(root);
  }
  return editorAt(root);
}

function editorAt(root: string): Editor {
  return { root, vscode: path.join(root, 'node_modules', 'code-server', 'lib', 'vscode') };
}

async function installInto(root: string): Promise<void> {
  mkdirSync(cacheFolder, { recursive: true });
  sweepUnfinished();
  const workshop = unfinished(root);
  mkdirSync(workshop);
  atExit(() => removeFolder(workshop));
  await installPackages(editorAt(workshop));
  linkRipgrep(editorAt(workshop));
  await compileNativeModules(editorAt(workshop));
  moveIntoPlace(workshop, root);
}

/**
 * Scripts stay off: the package's own would compile modules that are not needed and refuse to run as root.
 * The inner packages bring a lock file each; theirs lacks an entry, which `npm ci` refuses and `npm install` fills.
 */
async function installPackages({ root, vscode }: Editor): Promise<void> {
  for (const file of MANIFEST) copyFileSync(path.join(__dirname, file), path.join(root, file));
  await npm(root, 'ci', '--ignore-scripts');
  for (const folder of [vscode, path.join(vscode, 'extensions')]) {
    await npm(folder, 'install', '--no-save', '--ignore-scripts', '--omit=dev');
  }
}

/** VS Code expects the search program where its package's download script would have put it. */
function linkRipgrep({ root, vscode }: Editor): void {
  const name = process.platform === 'win32' ? 'rg.exe' : 'rg';
  const program = path.join(
    ...[root, 'node_modules', '@vscode', `ripgrep-${process.platform}-${process.arch}`, 'bin', name],
  );
  const bin = path.join(vscode, 'node_modules', '@vscode', 'ripgrep', 'bin');
  mkdirSync(bin, { recursive: true });
  symlinkSync(path.relative(bin, program), path.join(bin, name));
}

/** Renaming is atomic; when another caller was faster, ours is not needed. */
export function moveIntoPlace(workshop: string, root: string): void {
  try {
    renameSync(workshop, root);
  } catch (error) {
    if (!existsSync(root)) throw error;
  }
}

async function npm(cwd: string, ...args: string[]): Promise<void> {
  const cli = process.env['npm_execpath'];
  if (cli?.endsWith('npm-cli.js')) await runToEnd(process.execPath, [cli, ...args], { cwd });
  else await runToEnd('npm', args, { cwd, shell: process.platform === 'win32' });
}

function pinnedVersion(): string {
  const manifest = JSON.parse(readFileSync(path.join(__dirname, 'package.json'), 'utf8')) as {
    dependencies: Record<'code-server', string>;
  };
  return manifest.dependencies['code-server'];
}
