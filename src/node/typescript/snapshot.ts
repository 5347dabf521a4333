import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import { trackOf, type Exercise } from '../../core/catalog/catalog';
import { missingFile } from '../../core/check/missing-file';
import type { BuildFinding, Reason } from '../../core/check/report';
import type { Folder } from '../../core/ports';
import type { ImportFact } from '../../core/check/runner-job';
import { parse, placeAt } from './compile';
import { globalsOf } from './globals';
import { importsOf } from './imports';
import { rememberLast } from './remember-last';

/** A file of the solution with where its imports lead. */
interface SourceFile {
  readonly path: string;
  readonly text: string;
  /** Import specifier → path in the learner's folder. */
  readonly imports: Readonly<Record<string, string>>;
}

/** The solution as it was at one moment: the exercise's files and everything they import. */
export interface Snapshot {
  readonly files: readonly SourceFile[];
  readonly importFacts: readonly ImportFact[];
  readonly globals: Readonly<Record<string, readonly string[]>>;
}

/** What the syntax tree of a file tells. */
const factsOf = rememberLast((path, text) => {
  const tree = parse(path, text);
  return { imports: importsOf(tree), globals: globalsOf(tree) };
});

export type SnapshotResult =
  { readonly snapshot: Snapshot } | { readonly reason: Reason; readonly findings: readonly BuildFinding[] };

/** Reads the solution from the learner's folder, each file once. */
export async function takeSnapshot(solution: Folder, exercise: Exercise): Promise<SnapshotResult> {
  const own = trackOf(exercise, 'typescript').files.map((file) => file.path);
  const missing = await missingFile(solution, own);
  return missing ? { reason: missing, findings: [] } : takeSources(solution, own);
}

/** Reads these files of a folder and everything that they import, each file once. */
export async function takeSources(solution: Folder, entries: readonly string[]): Promise<SnapshotResult> {
  const wanted = [...entries];
  const files = new Map<string, SourceFile>();
  const importFacts: ImportFact[] = [];
  const globals: Record<string, readonly string[]> = {};
  const findings: BuildFinding[] = [];
  for (let path = wanted.shift(); path !== undefined; path = wanted.shift()) {
    if (files.has(path)) continue;
    const text = (await solution.read(path)).replace(/^\uFEFF/, '');
    const imports: Record<string, string> = {};
    for (const { specifier, typeOnly, at } of factsOf(path, text).imports) {
      const target = specifier.startsWith('.') ? await resolveImport(solution, path, specifier) : undefined;
      if (target !== undefined) {
        imports[specifier] = target;
        wanted.push(target);
      }
      const problem = target === undefined && !typeOnly ? unresolved(specifier) : undefined;
      if (problem) findings.push({ at: placeAt(path, text, at), message: problem });
      importFacts.push({
        from: path,
        to: target ?? specifier,
        kind: target ? 'relative' : 'package',
        typeOnly,
      });
    }
    files.set(path, { path, text, imports });
    globals[path] = factsOf(path, text).globals;
  }
  const [first] = findings;
  if (first) {
    return {
      reason: { code: 'missing-module', message: `${first.at.file}:${first.at.line}: ${first.message}` },
      findings,
    };
  }
  return { snapshot: { files: [...files.values()], importFacts, globals } };
}

/** Where a relative import leads, by the rules that editors follow: the file itself, `.ts`, `index.ts`, `.js` for `.ts`. */
async function resolveImport(solution: Folder, from: string, specifier: string): Promise<string | undefined> {
  const base = posix.normalize(posix.join(posix.dirname(from), specifier));
  if (base === '..' || base.startsWith('../')) return undefined;
  const candidates = [`${base}.ts`, base.replace(/\.js$/, '.ts'), posix.join(base, 'index.ts')];
  for (const candidate of candidates) {
    if (candidate.endsWith('.ts') && (await solution.kind(candidate)) === 'file') return candidate;
  }
  return undefined;
}

function unresolved(specifier: string): string | undefined {
  if (specifier.startsWith('.'))
    return `'${specifier}' is imported, but there is no such TypeScript file in the course folder.`;
  if (isBuiltin(specifier)) return undefined;
  return `'${specifier}' is imported, but exercises use the language and the kit only: packages are not there.`;
}
