import { isDeepStrictEqual } from 'node:util';
import type { DataDocument, ParseData } from '../../core/data-document';
import type { ProofMemory } from '../../core/verify/proof-memory';

/** The name that parsed files have in a memory, beside the ids of exercises. */
const parsed = 'parsed:';

/**
 * Parses what a memory does not know yet. A text that was parsed without an error before is parsed again only when a place in
 * it is asked for: most files of a pack are read to find that nothing is wrong with them.
 */
export function parsedBefore(parse: ParseData, memory: ProofMemory): ParseData {
  return (text) => {
    const key = memory.keyOf('yaml', text);
    const value = memory.recall(parsed, key);
    if (value !== undefined) return recalled(value, () => parse(text));
    const document = parse(text);
    if (document.errors.length === 0 && isPlain(document.value)) memory.keep(parsed, key, document.value);
    return document;
  };
}

function recalled(value: unknown, parse: () => DataDocument): DataDocument {
  let whole: DataDocument | undefined;
  const document = (): DataDocument => (whole ??= parse());
  return {
    value,
    errors: [],
    locate: (path) => document().locate(path),
    locateValue: (path) => document().locateValue(path),
  };
}

/** Whether a memory that writes JSON gives back the same: numbers like `.inf` it would not. */
function isPlain(value: unknown): boolean {
  return value !== undefined && isDeepStrictEqual(JSON.parse(JSON.stringify(value)), value);
}
