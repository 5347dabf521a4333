import { readFileSync } from 'node:fs';
import path from 'node:path';
import { atExit } from './at-exit';
import { runToEnd, startGroup } from './processes';
import { writeUserSettings } from './user-settings';

const OLDEST_MINOR = 100;
const SHELL = process.platform === 'win32';

/** Why the contributor's own `code` can't be used here, or undefined when it can. */
export async function whyNotDesktopCode(): Promise<string | undefined> {
  if (process.env['VSCODE_IPC_HOOK_CLI'] || process.env['WSL_DISTRO_NAME'])
    return 'this is a remote terminal';
  if (process.getuid?.() === 0) return 'VS Code does not run as root';
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY'])
    return 'there is no display';
  const version = await runToEnd('code', ['--version'], { shell: SHELL }).catch(() => undefined);
  if (version === undefined) return 'there is no `code` command';
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 1 || minor >= OLDEST_MINOR ? undefined : `\`code\` is older than 1.${OLDEST_MINOR}`;
}

/**
 * Opens the contributor's VS Code with a profile of its own and waits until its window is closed. The own
 * profile makes it an instance of its own too: ending this process ends that instance, and no other window.
 */
export async function openDesktopCode(extension: string, course: string, userDataDir: string): Promise<void> {
  writeUserSettings(userDataDir);
  atExit(() => endInstance(userDataDir));
  const { child, stop } = startGroup(
    'code',
    [
      ...['--wait', '--new-window', `--extensionDevelopmentPath=${extension}`],
      ...[`--user-data-dir=${userDataDir}`, '--skip-welcome', '--disable-workspace-trust', course],
    ],
    { stdio: 'inherit', shell: SHELL },
  );
  await new Promise((resolve) => child.once('exit', resolve));
  await stop();
}

/** The `code` command detaches the editor itself, which notes its process id in its profile. */
function endInstance(userDataDir: string): void {
  try {
    process.kill(Number(readFileSync(path.join(userDataDir, 'code.lock'), 'utf8')));
  } catch {
    // It has ended already, or never started.
  }
}
