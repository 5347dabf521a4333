import * as v from 'valibot';
import type { DataDocument, ParseData } from '../data-document';
import type { Folder } from '../ports';
import type { Complaint } from './complaint';
import { problemsOf, type Problem } from './problem';

/** What a data file says, with its places, unless something is wrong with it. */
interface Read<T> {
  readonly value?: T;
  readonly document?: DataDocument;
  readonly problems: readonly Problem[];
}

/** Reads one data file against its schema; `rules` are what a schema can't say and make the value unusable as well. */
export async function readData<T extends v.GenericSchema>(
  pack: Folder,
  parse: ParseData,
  file: string,
  schema: T,
  rules?: (value: v.InferOutput<T>) => readonly Complaint[],
): Promise<Read<v.InferOutput<T>>> {
  if ((await pack.kind(file)) !== 'file')
    return { problems: [{ file, message: 'the file is missing; add it' }] };
  const document = parse(await pack.read(file));
  if (document.errors.length > 0) return { problems: document.errors.map((error) => ({ file, ...error })) };
  const result = v.safeParse(schema, document.value);
  if (!result.success) return { problems: problemsOf(file, document, result.issues) };
  const complaints = rules?.(result.output) ?? [];
  const problems = complaints.map(({ path, message }) => ({ file, ...document.locate(path), message }));
  return problems.length > 0 ? { problems } : { value: result.output, document, problems };
}
