import type { Exercise } from '../catalog/catalog';

/** Where the scaffold of a design lies in the pack, and where its model answer does. */
export function starterPath({ path }: Pick<Exercise, 'path'>, file: string): string {
  return `${path}/markdown/starter/${file}`;
}
