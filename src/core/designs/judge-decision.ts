import { counted, quoted, type Fault } from './fault';
import { decisionColumns } from './need';
import type { Part, Row } from './outline';
import { wordsOf, type OwnText } from './own-text';
import { findTable, judgeRows } from './judge-table';

/** Fewer words than this are a taste, and no reason. */
const wordsOfReason = 4;

interface Option {
  readonly row: Row;
  readonly option: string;
  readonly verdict: 'chosen' | 'rejected' | undefined;
  readonly reason: string;
}

/** A decision: one option chosen, others rejected, each with a reason. */
export function judgeDecision(part: Part, rejected: number, own: OwnText): Fault | undefined {
  const found = findTable(part, decisionColumns);
  if ('message' in found) return found;
  const unfilled = judgeRows(found, { rows: 1, named: [] }, own);
  if (unfilled) return unfilled;
  const [option = 0, verdict = 0, reason = 0] = found.columns;
  const options = found.table.rows.map((row): Option => {
    const said = (row.cells[verdict] ?? '').replace(/[*_`]/g, '').trim().toLowerCase();
    return {
      row,
      option: row.cells[option] ?? '',
      verdict: said === 'chosen' || said === 'rejected' ? said : undefined,
      reason: row.cells[reason] ?? '',
    };
  });
  return judgeOptions(options, rejected, found.table.line);
}

function judgeOptions(options: readonly Option[], rejected: number, line: number): Fault | undefined {
  for (const [at, { row, option, verdict, reason }] of options.entries()) {
    const fault = (message: string): Fault => ({ line: row.line, message });
    if (verdict === undefined)
      return fault(`The verdict on ${quoted(option)} must be "chosen" or "rejected".`);
    if (wordsOf(reason) < wordsOfReason)
      return fault(`The reason for ${quoted(option)} has fewer than ${wordsOfReason} words. Say why.`);
    if (options.slice(0, at).some((other) => other.option.toLowerCase() === option.toLowerCase()))
      return fault(`The option ${quoted(option)} stands here twice.`);
  }
  const chosen = options.filter(({ verdict }) => verdict === 'chosen').length;
  if (chosen !== 1)
    return {
      line,
      message: `A decision chooses one option; here ${chosen === 0 ? 'none is' : `${chosen} are`} "chosen".`,
    };
  const others = options.length - chosen;
  if (others >= rejected) return undefined;
  return {
    line,
    message: `Here ${counted(others, 'option')} ${others === 1 ? 'is' : 'are'} rejected, and at least ${rejected} are asked for.`,
  };
}
