import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import type { TextFile } from '../../core/text-file';

/** Files at one time. */
export interface Side {
  /** Which time that was, for the heads of the patch. */
  readonly name: string;
  readonly files: readonly TextFile[];
}

/** What differs between the files of two times, as a unified diff. */
export function differences(before: Side, after: Side): string {
  const paths = [...new Set([...before.files, ...after.files].map(({ path }) => path))];
  const patches = paths.flatMap((path) => {
    const [old, young] = [before, after].map(
      ({ files }) => files.find((file) => file.path === path)?.text ?? '',
    );
    if (old === young) return [];
    const names = [`${path} (${before.name})`, `${path} (${after.name})`] as const;
    return createTwoFilesPatch(...names, old ?? '', young ?? '', undefined, undefined, {
      headerOptions: FILE_HEADERS_ONLY,
    });
  });
  return patches.join('\n').trimEnd() || 'No differences.';
}
