import type { BuildFinding } from '../../core/check/report';
import type { GoSnapshot } from './snapshot';

/** What no solution has any use for, and what reaches into the judge. */
const refused = [
  {
    pattern: /^\s*(?:import\s+)?(?:[\w.]+\s+)?"[^"\s]*\/internal\/codealong\//,
    what: 'The packages of the judge',
  },
  { pattern: /^\/\/go:linkname\b/, what: 'go:linkname' },
  { pattern: /^\/\/go:embed\b/, what: 'go:embed' },
  { pattern: /^\s*(?:import\s+)?"C"\s*(?:\/\/.*)?$/, what: 'cgo' },
];

/** The lines of a solution that are refused before anything is built. */
export function refusedLines({ files }: GoSnapshot): readonly BuildFinding[] {
  return files.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, index) => {
      const found = refused.find(({ pattern }) => pattern.test(line));
      return found
        ? [{ at: { file: path, line: index + 1 }, message: `${found.what} can't be used in a solution.` }]
        : [];
    }),
  );
}
