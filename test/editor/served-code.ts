import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { startEditor, type RunningEditor } from './server';

/** The same port wherever it is free, so that the browser keeps the layout between two starts. */
const PORTS = '3100-3199';

/** Serves VS Code with the unpacked extension installed by a link: rebuild, reload the page, and it is new. */
export function serveCode(extension: string, scratch: string): Promise<RunningEditor> {
  const extensionsDir = path.join(scratch, 'extensions');
  mkdirSync(extensionsDir, { recursive: true });
  symlinkSync(extension, path.join(extensionsDir, path.basename(extension)), 'junction');
  return startEditor({
    extensionsDir,
    userDataDir: path.join(scratch, 'user-data'),
    settings: { 'security.workspace.trust.enabled': false },
    port: PORTS,
  });
}
