import type { Language } from '../catalog/manifest';
import { codeFinder } from '../guides/markdown-lines';
import { linesFor } from './in-language';

/** A rule of a brief: an item of a numbered list at the left margin. */
export interface Rule {
  readonly number: number;
  /** 1, 2 or 3: the stage under whose heading it stands; 1 above all of them. */
  readonly stage: number;
  /** What it is called: the bold words that it begins with. */
  readonly title: string;
  /** The line that it begins at, from 1. */
  readonly line: number;
}

/** The rules that a brief prints for a language, in order. Other numbered lists in a brief are indented. */
export function rulesOf(brief: string, language: Language): readonly Rule[] {
  const rules: Rule[] = [];
  let stage = 1;
  const isCode = codeFinder();
  for (const { text, line } of linesFor(brief, language)) {
    if (isCode(text)) continue;
    const [, begun] = /^## Stage ([123])\b/.exec(text) ?? [];
    const [, number, title = ''] = /^(\d+)\. (?:\*\*(.+?)\.?\*\*)?/.exec(text) ?? [];
    if (begun !== undefined) stage = Number(begun);
    if (number !== undefined) rules.push({ number: Number(number), stage, title, line });
  }
  return rules;
}
