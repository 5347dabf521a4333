import * as v from 'valibot';
import { quoted, type Fault } from './fault';
import type { Fence } from './outline';

/** What Mermaid's parsers say of an error, beside its message: those of most diagrams, and those of the newer ones. */
const told = v.object({
  hash: v.optional(v.object({ text: v.optional(v.string()), token: v.optional(v.unknown()) })),
  result: v.optional(
    v.object({
      lexerErrors: v.optional(v.array(v.object({ line: v.optional(v.number()) })), []),
      parserErrors: v.optional(
        v.array(
          v.object({ token: v.object({ startLine: v.optional(v.number()), image: v.optional(v.string()) }) }),
        ),
        [],
      ),
    }),
  ),
});

/** Why a diagram does not parse, at its line in the document. */
export function mermaidFault({ line, lines }: Fence, error: unknown): Fault {
  const message = error instanceof Error ? error.message : String(error);
  const first = { line: line + 1 };
  if (lines.every((text) => text.trim() === '')) return { line, message: 'The diagram is empty.' };
  if (/No diagram type detected|UnknownDiagram/.test(message))
    return {
      ...first,
      message:
        'Mermaid knows no diagram that begins like this. Begin with "flowchart LR" or "sequenceDiagram", for example.',
    };
  if (/limit exceeded/i.test(message))
    return { ...first, message: 'Mermaid draws no diagram with more than 500 arrows. Draw two.' };
  const parsed = v.safeParse(told, error);
  const { hash, result } = parsed.success ? parsed.output : {};
  const [token] = result?.parserErrors ?? [];
  const at = Number(
    /on line (\d+)/.exec(message)?.[1] ?? result?.lexerErrors[0]?.line ?? token?.token.startLine ?? 1,
  );
  const seen = linesSeen(lines);
  const index = seen[at - 1] ?? seen.at(-1) ?? 0;
  const found = (hash?.text ?? token?.token.image ?? '').trim();
  const what =
    found === ''
      ? 'it ends in the middle of something, or holds a sign that has no meaning there'
      : `it does not expect ${quoted(found)}`;
  return { line: line + 1 + index, message: `Mermaid can't read the diagram from this line on: ${what}.` };
}

/** The lines that the parsers see, by index: front matter, comments and what is blank above the diagram are taken out before. */
function linesSeen(lines: readonly string[]): readonly number[] {
  const opens = lines.findIndex((text) => text.trim() !== '');
  const closes =
    lines[opens]?.trim() === '---' ? lines.findIndex((text, at) => at > opens && text.trim() === '---') : -1;
  const seen = lines.flatMap((text, at) => (at <= closes || /^\s*%%(?!\{)/.test(text) ? [] : [at]));
  const begin = seen.findIndex((at) => !/^\s*(?:%%\{.*\}%%\s*)?$/.test(lines[at] ?? ''));
  const end = seen.findLastIndex((at) => lines[at]?.trim() !== '');
  return seen.slice(Math.max(begin, 0), end + 1);
}
