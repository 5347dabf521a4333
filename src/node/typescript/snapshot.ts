import { isBuiltin } from 'node:module';
import type ts from 'typescript';
import { trackOf, type Exercise } from '../../core/catalog/catalog';
import { missingFile } from '../../core/check/missing-file';
import type { BuildFinding, Reason } from '../../core/check/report';
import type { Folder } from '../../core/ports';
import type { ImportFact } from '../../core/check/runner-job';
import { cannotRunIn } from './cannot-run';
import { compileAgain, isDeclaration, parse, placeAt, type Compilation } from './compile';
import { globalsOf } from './globals';
import { importsOf } from './imports';
import { projectsIn } from './project';
import { rememberLast } from '../../core/remember-last';
import { resolveImport } from './resolve-import';

/** A file of the solution with where its imports lead. */
interface SourceFile {
  readonly path: string;
  readonly text: string;
  /** Import specifier → path in the learner's folder. */
  readonly imports: Readonly<Record<string, string>>;
  /** Options of the learner's own project, with which it means what they see. */
  readonly options: ts.CompilerOptions;
}

/** The solution as it was at one moment: the exercise's files and everything they import. */
export interface Snapshot {
  readonly files: readonly SourceFile[];
  readonly importFacts: readonly ImportFact[];
  readonly globals: Readonly<Record<string, readonly string[]>>;
  /** What the learner should know of how their files were read. */
  readonly notes: readonly string[];
}

/** What the syntax tree of a file tells. */
const factsOf = rememberLast((path, text) => {
  if (path.endsWith('.json') || isDeclaration(path)) return { imports: [], globals: [], cannotRun: [] };
  const tree = parse(path, text);
  return { imports: importsOf(tree), globals: globalsOf(tree), cannotRun: cannotRunIn(tree) };
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
  const missing: BuildFinding[] = [];
  const impossible: BuildFinding[] = [];
  const projectFor = projectsIn(solution);
  const notes = new Set<string>();
  for (let path = wanted.shift(); path !== undefined; path = wanted.shift()) {
    if (files.has(path)) continue;
    const text = (await solution.read(path)).replace(/^\uFEFF/, '');
    const facts = factsOf(path, text);
    const project = await projectFor(path);
    for (const note of project.notes) notes.add(note);
    const imports: Record<string, string> = {};
    for (const { specifier, typeOnly, at } of facts.imports) {
      const target = await resolveImport(solution, path, specifier, project);
      if (target !== undefined) {
        imports[specifier] = target;
        wanted.push(target);
      }
      const problem = target === undefined && !typeOnly ? unresolved(specifier) : undefined;
      const elided = problem !== undefined && isElided(specifier, compileAgain(path, text, project.options));
      if (problem !== undefined && !elided) missing.push({ at: placeAt(path, text, at), message: problem });
      importFacts.push({
        from: path,
        to: target ?? specifier,
        kind: target ? 'relative' : 'package',
        typeOnly: typeOnly || elided,
      });
    }
    files.set(path, { path, text, imports, options: project.options });
    globals[path] = facts.globals;
    for (const { at, message } of facts.cannotRun) impossible.push({ at: placeAt(path, text, at), message });
  }
  const refused = refusal('missing-module', missing) ?? refusal('not-allowed', impossible);
  if (refused) return refused;
  return { snapshot: { files: [...files.values()], importFacts, globals, notes: [...notes] } };
}

function refusal(code: Reason['code'], findings: readonly BuildFinding[]) {
  const [first] = findings;
  return (
    first && { reason: { code, message: `${first.at.file}:${first.at.line}: ${first.message}` }, findings }
  );
}

/** Whether nothing of an import is left in what runs, because all that it brings is types. */
function isElided(specifier: string, { compiled }: Compilation): boolean {
  return !['"', "'", '`'].some((quote) => compiled.code.includes(`require(${quote}${specifier}${quote})`));
}

function unresolved(specifier: string): string | undefined {
  if (specifier.startsWith('.'))
    return `'${specifier}' is imported, but there is no such TypeScript file in the course folder.`;
  if (isBuiltin(specifier)) return undefined;
  return `'${specifier}' is imported, but exercises use the language and the kit only: packages are not there.`;
}
