import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { removeFolder, temporaryFolder } from '../editor/at-exit';
import { launchBrowser } from '../editor/browser';
import { installVsix, startEditor } from '../editor/server';
import { bareMachine } from './bare-machine';
import { packagedExtension } from './vsix';
import { Workbench } from './workbench';

/** A VS Code with the packaged extension, open in a browser, on a machine that has nothing else. */
export interface Session {
  /** Where extensions are installed on that machine. */
  readonly extensionsDir: string;
  /** Where programs put what they need for a while. */
  readonly temporaryDir: string;
  /** Makes an empty folder there. */
  newFolder(name: string): string;
  /** Makes a workspace file that opens these folders together. */
  newWorkspace(folders: readonly string[]): string;
  /** Opens a folder, a workspace file or neither, in the window of somebody who was never here before. */
  open(place: string | undefined): Promise<Workbench>;
  readonly close: () => Promise<void>;
}

/** Dark, and without the parts of the window that a course has no use for. */
const SETTINGS = {
  'workbench.colorTheme': 'Default Dark Modern',
  'editor.minimap.enabled': false,
  'remote.autoForwardPorts': false,
};

export async function startSession(): Promise<Session> {
  const scratch = temporaryFolder('browser');
  const endings: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const end of endings.reverse()) await end();
    removeFolder(scratch);
  };
  try {
    const extensionsDir = path.join(scratch, 'extensions');
    const env = bareMachine(scratch);
    const profile = { extensionsDir, userDataDir: path.join(scratch, 'user-data'), env };
    await installVsix(await packagedExtension(scratch), profile);
    const editor = await startEditor({ ...profile, settings: SETTINGS });
    endings.push(editor.stop);
    const browser = await launchBrowser();
    endings.push(() => browser.close());
    return {
      extensionsDir,
      temporaryDir: env.TMPDIR,
      newFolder: (name) => newFolder(path.join(scratch, 'folders', name)),
      newWorkspace: (folders) => newWorkspace(path.join(scratch, 'several.code-workspace'), folders),
      open: (place) => Workbench.open(browser, editor.url(place)),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function newFolder(folder: string): string {
  mkdirSync(folder, { recursive: true });
  return folder;
}

function newWorkspace(file: string, folders: readonly string[]): string {
  writeFileSync(file, JSON.stringify({ folders: folders.map((folder) => ({ path: folder })) }));
  return file;
}
