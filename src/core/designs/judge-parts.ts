import { counted, type Fault } from './fault';
import { judgeDecision } from './judge-decision';
import { judgeDiagram } from './judge-diagram';
import { judgeNumbers } from './judge-numbers';
import { findTable, judgeRows } from './judge-table';
import type { DesignSpec, Need } from './need';
import { partOf, type Outline, type Part } from './outline';
import type { OwnText } from './own-text';

/** A design that was read: what it is made of, and the lines at which its diagrams do not parse. */
export interface ReadDesign {
  readonly outline: Outline;
  readonly faults: readonly Fault[];
}

/** What became of one check: `fault` is absent when its part holds. */
interface JudgedPart {
  readonly id: string;
  readonly fault: Fault | undefined;
}

/** Judges the structure of a design, a part for each check. */
export function judgeParts(
  { parts }: DesignSpec,
  { outline, faults }: ReadDesign,
  own: OwnText,
): readonly JudgedPart[] {
  return parts.map(({ id, part, need }) => {
    const found = partOf(outline, part);
    return { id, fault: found ? judgeNeed(need, found, own, faults) : noPart(part) };
  });
}

function noPart(part: string): Fault {
  return { line: 1, message: `There is no heading "${part}". Put it back, and write your part below it.` };
}

function judgeNeed(need: Need, part: Part, own: OwnText, faults: readonly Fault[]): Fault | undefined {
  switch (need.kind) {
    case 'words':
      return judgeWords(part, need.atLeast, own);
    case 'table': {
      const found = findTable(part, need.columns);
      return 'message' in found ? found : judgeRows(found, need, own);
    }
    case 'numbers':
      return judgeNumbers(part, need, own);
    case 'decision':
      return judgeDecision(part, need.rejected, own);
    case 'diagram':
      return judgeDiagram(part, need.lines, own, faults);
  }
}

function judgeWords({ heading, blocks }: Part, atLeast: number, own: OwnText): Fault | undefined {
  const texts = blocks.filter((block) => block.kind === 'text');
  const words = texts.reduce((sum, block) => sum + own.wordsIn(block), 0);
  if (words >= atLeast) return undefined;
  const { line, title } = heading;
  const has = words === 0 ? 'nothing of yours yet' : `only ${counted(words, 'word')} of yours`;
  return { line, message: `Under "${title}" stands ${has}, and at least ${atLeast} words are asked for.` };
}
