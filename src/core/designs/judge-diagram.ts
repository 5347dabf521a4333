import { counted, type Fault } from './fault';
import type { Fence, Part } from './outline';
import type { OwnText } from './own-text';

/** A diagram that Mermaid reads, with so many lines of the learner's own. `faults` are those that Mermaid found. */
export function judgeDiagram(
  { heading, blocks }: Part,
  lines: number,
  own: OwnText,
  faults: readonly Fault[],
): Fault | undefined {
  const diagrams = blocks.filter(isDiagram);
  const [first] = diagrams;
  if (!first)
    return {
      line: heading.line,
      message: `There is no diagram under "${heading.title}". Begin one with a line \`\`\`mermaid.`,
    };
  const broken = faults.find(({ line }) => diagrams.some((diagram) => contains(diagram, line)));
  if (broken) return broken;
  const drawn = Math.max(...diagrams.map((diagram) => statementsOf(diagram).filter(own.isOwnLine).length));
  if (drawn >= lines) return undefined;
  return {
    line: first.line,
    message: `The diagram has ${counted(drawn, 'line')} of yours, and at least ${lines} are asked for: what is there, and what calls what.`,
  };
}

/** Whether a block is written for Mermaid. */
export function isDiagram(block: { readonly kind: string; readonly info?: string }): block is Fence {
  return block.kind === 'fence' && /^mermaid\b/i.test(block.info ?? '');
}

/** More than this nobody looks at, and some parsers take very long for it. */
const most = { lines: 200, characters: 10_000 };

/** Why a diagram is not even tried. */
export function largeDiagram({ line, lines }: Fence): Fault | undefined {
  const characters = lines.join('\n').length;
  if (lines.length <= most.lines && characters <= most.characters) return undefined;
  return {
    line,
    message: `The diagram has ${lines.length} lines and ${characters} characters. At most ${most.lines} lines and ${most.characters} characters are read: draw two.`,
  };
}

function contains({ line, lines }: Fence, one: number): boolean {
  return one >= line && one <= line + lines.length + 1;
}

/** The lines that draw something: the first says which kind of diagram it is. */
function statementsOf({ lines }: Fence): readonly string[] {
  return lines.filter((text) => text.trim() !== '' && !text.trim().startsWith('%%')).slice(1);
}
