import type { BuildFinding, Reason } from '../check/report';
import type { Place } from '../check/protocol';
import type { ParseData } from '../data-document';
import { isSeed, printed } from '../numbers/draw';
import { nestedLine } from './nested-line';

/** More text than this is not an answer sheet, and is not parsed: everybody would wait for it. */
const mostCharacters = 16 * 1024;

/** Nobody reads more of them. */
const mostFindings = 20;

/** What stands behind the name of a question. */
export interface Answer {
  /** As YAML has it: null where nothing is written. */
  readonly written: unknown;
  readonly at: Place;
}

export interface ReadSheet {
  readonly seed: number;
  readonly answers: ReadonlyMap<string, Answer>;
  /** About lines that answer nothing. */
  readonly findings: readonly BuildFinding[];
}

/** A sheet that can't be judged at all. */
interface Unreadable {
  readonly reason: Reason;
  readonly findings: readonly BuildFinding[];
}

/** Reads an answer sheet: `seed`, and a line for each of these questions. Whatever is in it, that is all that is taken from it. */
export function readSheet(
  parse: ParseData,
  file: string,
  text: string,
  questions: readonly string[],
): ReadSheet | Unreadable {
  if (text.length > mostCharacters)
    return unreadable(file, [
      {
        line: 1,
        message: `The sheet has ${text.length} characters; a sheet of answers has at most ${mostCharacters}. Take out what is not an answer.`,
      },
    ]);
  const deep = nestedLine(text);
  if (deep !== undefined)
    return unreadable(file, [
      { line: deep, message: 'Lists within lists are not answers: write one number behind each name.' },
    ]);
  const document = parse(text);
  const { value, errors } = document;
  if (errors.length > 0) return unreadable(file, errors);
  if (value !== null && (typeof value !== 'object' || Array.isArray(value)))
    return unreadable(file, [
      { line: 1, message: 'The sheet must hold a line "name: number" for each question.' },
    ]);
  const lines = new Map(Object.entries(value ?? {}));
  const seed: unknown = lines.get('seed') ?? printed;
  if (!isSeed(seed))
    return unreadable(file, [
      {
        ...document.locateValue(['seed']),
        message: 'The seed must be a whole number: 0 for the numbers of the brief.',
      },
    ]);
  const answers = new Map<string, Answer>();
  const findings: BuildFinding[] = [];
  for (const [name, written] of lines) {
    if (name === 'seed') continue;
    if (questions.includes(name))
      answers.set(name, { written, at: { file, ...document.locateValue([name]) } });
    else findings.push({ at: { file, ...document.locate([name]) }, message: noQuestion(name, questions) });
  }
  return { seed, answers, findings: findings.slice(0, mostFindings) };
}

function noQuestion(name: string, questions: readonly string[]): string {
  const shown = name.length <= 40 ? name : `${name.slice(0, 39)}…`;
  return `"${shown}" is no question of this exercise. Its questions are: ${questions.join(', ')}.`;
}

function unreadable(
  file: string,
  problems: readonly { readonly line: number; readonly column?: number; readonly message: string }[],
): Unreadable {
  const findings = problems
    .slice(0, mostFindings)
    .map(({ message, ...at }) => ({ at: { file, ...at }, message }));
  const [first] = findings;
  const message = first ? `${file}:${first.at.line}: ${first.message}` : `${file} can't be read.`;
  return { reason: { code: 'syntax-error', message }, findings };
}
