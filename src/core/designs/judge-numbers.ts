import { readValue } from '../numbers/read-value';
import { sizeOf } from '../numbers/units';
import { inUnit } from '../numbers/in-unit';
import { quoted, type Fault } from './fault';
import { findTable, judgeRows } from './judge-table';
import { numberColumns, type Rows } from './need';
import type { Part } from './outline';
import type { OwnText } from './own-text';

/** Numbers are rounded in a design; a slip is a factor. */
const roundedBy = 0.05;

/**
 * Numbers with the formula that each comes from. A formula that is arithmetic alone is worked out, and must give what stands
 * beside it. One with words or units in it is taken as it is.
 */
export function judgeNumbers(part: Part, asked: Rows, own: OwnText): Fault | undefined {
  const found = findTable(part, numberColumns);
  if ('message' in found) return found;
  const unfilled = judgeRows(found, asked, own);
  if (unfilled) return unfilled;
  const [name = 0, formula = 0, value = 0] = found.columns;
  for (const { line, cells } of found.table.rows) {
    const [title = '', written = '', stated = ''] = [cells[name], cells[formula], cells[value]];
    if (!isFormula(written))
      return {
        line,
        message: `${quoted(title)} has no formula: write the numbers that it comes from, with operators between them.`,
      };
    if (!/\d/.test(stated)) return { line, message: `${quoted(title)} has no number under "value".` };
    const [worked, said] = [workedOut(written), statedValue(stated)];
    if (worked === undefined || said === undefined || isAbout(said, worked)) continue;
    return {
      line,
      message: `The formula of ${quoted(title)} gives ${inUnit(worked, '')}, but the stated value is ${quoted(stated)}. If a unit lies between them, convert it in the formula.`,
    };
  }
  return undefined;
}

/** Something is done with at least one number. */
function isFormula(text: string): boolean {
  const plain = withSigns(text);
  return /[\d)a-z]\s*(?:[-+*/^]|\*\*)\s*[\d(a-z]/i.test(plain) && /\d/.test(plain);
}

/** What a formula gives, when it is arithmetic alone. */
function workedOut(text: string): number | undefined {
  const [left = ''] = withSigns(text).split(/[=≈→]/);
  const plain = left
    .replace(/(?<=\d),(?=\d{3})/g, '')
    .replace(/(\d+(?:\.\d+)?)\s*%(?!\s*[\d(])/g, '($1 / 100)')
    .replaceAll('^', '**');
  const read = readValue(plain, '');
  return 'value' in read ? read.value : undefined;
}

/** The first number of a cell, with the size that is part of it. */
function statedValue(text: string): number | undefined {
  const [, digits = '', size = ''] =
    /(-?\d[\d,_]*(?:\.\d+)?)(?:\s*([kKMGTP]|thousand|million|billion)(?=i?B|bit|\s|\/|$))?/.exec(text) ?? [];
  const value = digits === '' ? NaN : Number(digits.replace(/[,_]/g, '')) * (sizeOf(size) ?? 1);
  return Number.isFinite(value) ? value : undefined;
}

function isAbout(one: number, other: number): boolean {
  return Math.abs(one - other) <= roundedBy * Math.max(Math.abs(one), Math.abs(other));
}

/** The signs of print as the signs of arithmetic. */
function withSigns(text: string): string {
  return text
    .replace(/[`$\\]/g, '')
    .replace(/[×·∙]/g, '*')
    .replace(/÷/g, '/')
    .replace(/[−–]/g, '-');
}
