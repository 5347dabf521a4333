import { workspace } from 'vscode';
import type { Folder } from '../../../core/ports';
import type { Log } from '../../ui/log';
import type { CheckLaunch } from './launch-json';

const path = '.vscode/launch.json';

/**
 * Adds an entry to the launch.json of a folder. Gives whether the entry is there now: a file that can't be understood, can't be
 * written, or is being edited is left alone.
 */
export async function addLaunch(folder: Folder, launch: CheckLaunch, log: Log): Promise<boolean> {
  try {
    const { withLaunch } = await import('./launch-json');
    const isEdited = workspace.textDocuments.some(
      ({ isDirty, uri }) => isDirty && uri.fsPath.replaceAll('\\', '/').endsWith(`/${path}`),
    );
    const before = (await folder.kind(path)) === 'missing' ? '' : await folder.read(path);
    const after = isEdited ? undefined : withLaunch(before, launch);
    if (after === undefined) return false;
    if (after !== before) await folder.write(path, after);
    return true;
  } catch (error) {
    log.failure('add a launch configuration', error);
    return false;
  }
}
