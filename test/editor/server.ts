import path from 'node:path';
import type { Editor } from './editor';
import { ensureEditor } from './install';
import { lastLines, runToEnd, startGroup, type ProcessGroup } from './processes';
import { writeUserSettings, type Settings } from './user-settings';

/** What VS Code reads from the address: pairs such as `['extensionDevelopmentPath', uri]`. */
type Payload = readonly (readonly [name: string, value: string])[];

export interface EditorOptions {
  readonly extensionsDir: string;
  readonly userDataDir: string;
  /** User settings, on top of the quiet ones every profile gets. */
  readonly settings?: Settings;
  /** Environment of the server and of the extension host; this process's own when left out. */
  readonly env?: NodeJS.ProcessEnv;
  /** A port or a range such as `3100-3199`; any free port when left out. */
  readonly port?: string;
}

export interface RunningEditor {
  readonly origin: string;
  /** The address that opens a folder or a `.code-workspace` file of this machine, or a window with neither. */
  url(place: string | undefined, payload?: Payload): string;
  /** How the page names a file of this machine. */
  remoteUri(file: string): string;
  readonly stop: () => Promise<void>;
}

const START_TIMEOUT_MS = 60_000;
const LISTENING = /Extension host agent listening on (\d+)/;

/** Serves VS Code to the browser on the loopback address; everything it starts ends with `stop`. */
export async function startEditor(options: EditorOptions): Promise<RunningEditor> {
  const editor = await ensureEditor();
  writeUserSettings(options.userDataDir, options.settings);
  const group = startGroup(
    process.execPath,
    [serverMain(editor), ...listenArguments(options.port), ...folderArguments(options)],
    { env: options.env ?? process.env, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  try {
    const port = await listeningPort(group);
    return runningEditor(group, `127.0.0.1:${port}`);
  } catch (error) {
    await group.stop();
    throw error;
  }
}

export async function installVsix(
  vsix: string,
  options: Pick<EditorOptions, 'extensionsDir' | 'userDataDir' | 'env'>,
): Promise<void> {
  const editor = await ensureEditor();
  await runToEnd(
    process.execPath,
    [serverMain(editor), '--install-extension', vsix, ...folderArguments(options)],
    { env: options.env ?? process.env },
  );
}

function runningEditor(group: ProcessGroup, authority: string): RunningEditor {
  return {
    origin: `http://${authority}`,
    remoteUri: (file) => `vscode-remote://${authority}${file.split('/').map(encodeURIComponent).join('/')}`,
    url: (place, payload = []) => {
      const query = new URLSearchParams(queryFor(place));
      if (payload.length > 0) query.set('payload', JSON.stringify(payload));
      return `http://${authority}/?${query.toString()}`;
    },
    stop: group.stop,
  };
}

function queryFor(place: string | undefined): Record<string, string> {
  if (place === undefined) return { ew: 'true' };
  return place.endsWith('.code-workspace') ? { workspace: place } : { folder: place };
}

function serverMain({ vscode }: Editor): string {
  return path.join(vscode, 'out', 'server-main.js');
}

function listenArguments(port = '0'): string[] {
  return ['--host', '127.0.0.1', '--port', port, '--without-connection-token', '--telemetry-level', 'off'];
}

function folderArguments({
  extensionsDir,
  userDataDir,
}: Pick<EditorOptions, 'extensionsDir' | 'userDataDir'>) {
  return [
    ...['--accept-server-license-terms', '--extensions-dir', extensionsDir],
    ...['--user-data-dir', userDataDir, '--server-data-dir', userDataDir],
  ];
}

function listeningPort({ child }: ProcessGroup): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    const fail = (what: string): void => reject(new Error(`The editor ${what}:\n${lastLines(output, 20)}`));
    const timer = setTimeout(() => fail('did not start in time'), START_TIMEOUT_MS);
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      const port = LISTENING.exec(output)?.[1];
      if (!port) return;
      clearTimeout(timer);
      resolve(port);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', () => {
      clearTimeout(timer);
      fail('ended at once');
    });
  });
}
