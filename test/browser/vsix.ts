import path from 'node:path';
import { runToEnd } from '../editor/processes';

const REPOSITORY = path.resolve(__dirname, '../..');

/** The packaged extension: the one that CODEALONG_VSIX names, else one packaged now into `folder`. */
export async function packagedExtension(folder: string): Promise<string> {
  const given = process.env['CODEALONG_VSIX'];
  if (given) return path.resolve(given);
  const vsix = path.join(folder, 'system-design-codealong.vsix');
  await runToEnd('npm', ['run', 'package', '--', '--out', vsix], {
    cwd: REPOSITORY,
    shell: process.platform === 'win32',
  });
  return vsix;
}
