import * as v from 'valibot';
import type { Exercise } from '../catalog/catalog';
import { problemsOf, type Problem } from '../catalog/problem';
import type { ParseData } from '../data-document';
import type { Folder } from '../ports';
import { operators, type Mutant } from './mutant';

/** The file beside an exercise's manifest that names the mutants which no check can tell from the reference. */
const equivalentsFile = 'mutants.yaml';

const text = v.pipe(v.string(), v.trim(), v.nonEmpty('must not be empty'));

/** Code as the output shows it. YAML takes `true` and `0` for something else than a text: here they are code. */
const code = v.pipe(v.union([v.string(), v.number(), v.boolean()]), v.transform(String));

const equivalentsSchema = v.array(
  v.strictObject({
    file: text,
    /** The line on which the change begins, without the blanks around it. */
    original: text,
    operator: v.picklist(operators),
    /** What stands there instead. */
    replacement: code,
    /** Why nobody can see the difference. */
    reason: text,
  }),
);

type Entry = v.InferOutput<typeof equivalentsSchema>[number];

/** A mutant that the author says nobody can see. */
export interface Equivalent extends Entry {
  /** Where it is said. */
  readonly at: Required<Omit<Problem, 'message'>>;
}

/** Reads what the author says. An exercise without the file has no such mutants. */
export async function readEquivalents(
  pack: Folder,
  parse: ParseData,
  { path }: Exercise,
): Promise<{ readonly equivalents: readonly Equivalent[]; readonly problems: readonly Problem[] }> {
  const file = `${path}/${equivalentsFile}`;
  if ((await pack.kind(file)) === 'missing') return { equivalents: [], problems: [] };
  const document = parse(await pack.read(file));
  if (document.errors.length > 0)
    return { equivalents: [], problems: document.errors.map((error) => ({ file, ...error })) };
  const read = v.safeParse(equivalentsSchema, document.value);
  if (!read.success) return { equivalents: [], problems: problemsOf(file, document, read.issues) };
  const equivalents = read.output.map((entry, index) => ({
    ...entry,
    at: { ...document.locate([index]), file },
  }));
  return { equivalents, problems: [] };
}

/**
 * Takes the equivalent ones away from the mutants that survived. An entry stands for one mutant: where two of the same
 * words survive, one entry leaves one of them. An entry that stands for none is a problem.
 */
export function withoutEquivalents(
  survived: readonly Mutant[],
  equivalents: readonly Equivalent[],
): { readonly left: readonly Mutant[]; readonly problems: readonly Problem[] } {
  const left = [...survived];
  const problems: Problem[] = [];
  for (const entry of equivalents) {
    const index = left.findIndex((mutant) => describes(entry, mutant));
    if (index >= 0) left.splice(index, 1);
    else problems.push({ ...entry.at, message: stale(entry) });
  }
  return { left, problems };
}

function describes(entry: Equivalent, { file, source, operator, replacement }: Mutant): boolean {
  return (
    entry.file === file &&
    entry.original === source &&
    entry.operator === operator &&
    entry.replacement === replacement
  );
}

function stale({ file, operator }: Equivalent): string {
  return `no mutant "${operator}" of this line of ${file} survives; remove the entry`;
}
