import { isCode, languages, type Language } from '../catalog/manifest';
import { linesOf } from '../guides/markdown-lines';
import type { Edit, Mistake, MistakeProblem } from './mistake';
import { parseEdit, type WrittenEdit } from './parse-edit';

const anyLanguage = languages.join('|');
const rejection = new RegExp(`^Rejected by(?: \\((${anyLanguage})\\))?: `);
const editInfo = new RegExp(`^diff (${anyLanguage})(?: over ([a-z0-9-]+))?$`);

/** A paragraph or a code block of a mistake's file, with the line that it begins at, from 1. */
interface Part {
  readonly lines: string[];
  readonly line: number;
  /** What stands behind the opening fence; absent for a paragraph. */
  readonly info?: string;
}

/**
 * Reads `wrong/<id>.md`: a title, a story, `Rejected by:` with checks in backquotes (`Rejected by (go):` where a language
 * differs), and a block such as `diff typescript` for each language, `over` an alternative where it says so.
 */
export function parseMistake(
  id: string,
  markdown: string,
): { readonly mistake: Mistake; readonly problems: readonly MistakeProblem[] } {
  const problems: MistakeProblem[] = [];
  const story: string[] = [];
  const edits: Partial<Record<Language, Edit>> = {};
  const rejecting = new Map<Language | undefined, readonly string[]>();
  let title = '';
  let onlyIn: readonly Language[] | undefined;
  for (const part of partsOf(linesOf(markdown))) {
    const { line } = part;
    const text = part.lines.join('\n');
    const [, heading] = part.info === undefined ? (/^# (.+)$/.exec(text) ?? []) : [];
    const rejected = part.info === undefined ? rejection.exec(text) : undefined;
    if (heading !== undefined) title = heading;
    else if (rejected) rejecting.set(rejected[1] as Language | undefined, quoted(text));
    else if (part.info === undefined && text.startsWith('Only in: ')) onlyIn = languagesIn(text);
    else if (part.info?.startsWith('diff ')) readEdit(part as Required<Part>);
    else story.push(part.info === undefined ? text : ['```' + part.info, text, '```'].join('\n'));

    function readEdit({ info, lines }: Required<Part>): void {
      const [, named, over] = editInfo.exec(info) ?? [];
      const language = languages.find((one) => one === named);
      if (!language) {
        problems.push({
          line,
          message: `"${info}" must be ${languages.map((one) => `"diff ${one}"`).join(' or ')}, with " over <alternative>" behind it if need be`,
        });
        return;
      }
      if (edits[language])
        problems.push({ line, message: `a second edit for ${language}; put both into one block` });
      const written: WrittenEdit = { lines, line: line + 1, over };
      const { edit, problems: found } = parseEdit(written);
      edits[language] = edit;
      problems.push(...found);
    }
  }
  if (title === '') problems.push({ line: 1, message: 'has no title: begin with "# " and a few words' });
  if (story.length === 0)
    problems.push({ line: 1, message: 'has no story: tell what goes wrong, and who it hurts' });
  if (rejecting.size === 0)
    problems.push({ line: 1, message: 'says no check that rejects it: add "Rejected by: `check-id`"' });
  const rejectedBy: Partial<Record<Language, readonly string[]>> = {};
  // A design of its own, in a folder, has no edit; only code is ever written that way.
  for (const language of languages.filter((one) => isCode(one) || edits[one])) {
    const ids = rejecting.get(language) ?? rejecting.get(undefined);
    if (ids) rejectedBy[language] = ids;
  }
  const told = story.join('\n\n');
  return { mistake: { id, title, story: told, rejectedBy, edits, ...(onlyIn && { onlyIn }) }, problems };
}

function partsOf(lines: readonly string[]): readonly Part[] {
  const parts: Part[] = [];
  let paragraph: Part | undefined;
  for (let index = 0; index < lines.length; index++) {
    const text = lines[index] ?? '';
    const [, fence, info] = /^(`{3,})\s*([^`]*)$/.exec(text) ?? [];
    if (fence !== undefined && info !== undefined) {
      const end = lines.findIndex((line, at) => at > index && line === fence);
      const last = end < 0 ? lines.length : end;
      parts.push({ lines: lines.slice(index + 1, last), line: index + 1, info: info.trim() });
      paragraph = undefined;
      index = last;
    } else if (text.trim() === '') paragraph = undefined;
    else {
      if (!paragraph) parts.push((paragraph = { lines: [], line: index + 1 }));
      paragraph.lines.push(text);
    }
  }
  return parts;
}

function quoted(text: string): readonly string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, id = '']) => id);
}

function languagesIn(text: string): readonly Language[] {
  const named = quoted(text);
  return languages.filter((language) => named.includes(language));
}
