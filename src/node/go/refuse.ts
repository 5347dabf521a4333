import type { BuildFinding } from '../../core/check/report';
import type { GoSnapshot } from './snapshot';
import { readGoSource, type GoPiece } from './source';

/** The lines of a solution that are refused before anything is built: what it has no use for, and what reaches into the judge. */
export function refusedLines({ files }: GoSnapshot): readonly BuildFinding[] {
  return files.flatMap(({ path, text }) => {
    const { imports, directives } = readGoSource(text);
    const refused = (pieces: readonly GoPiece[], nameOf: (text: string) => string | undefined) =>
      pieces.flatMap((piece) => {
        const what = nameOf(piece.text);
        const at = { file: path, line: piece.line };
        return what === undefined ? [] : [{ at, message: `${what} can't be used in a solution.` }];
      });
    return [...refused(imports, refusedImport), ...refused(directives, refusedDirective)];
  });
}

function refusedImport(path: string): string | undefined {
  if (path === 'C') return 'cgo';
  return path.includes('/internal/codealong/') ? 'The packages of the judge' : undefined;
}

function refusedDirective(comment: string): string | undefined {
  return /^\/\/(go:(?:linkname|embed))\b/.exec(comment)?.[1];
}
