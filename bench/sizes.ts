import { statSync } from 'node:fs';
import path from 'node:path';
import { root } from './places';
import { megabytes, type Row } from './table';

/** PostgreSQL takes five of them. */
const limit = 9 * 1024 * 1024;

/** The size of the package that is installed, the same on every platform. */
export function packageSize(): Row {
  const { size } = statSync(path.join(root, 'system-design-codealong.vsix'));
  return { what: 'VSIX', value: megabytes(size), target: { text: '≤ 9 MB', isMet: size <= limit } };
}
