import { applyEdits, modify, parse, type ParseError } from 'jsonc-parser';

/** What our debug type needs to know: an entry of launch.json, or what a session is started with. */
export interface CheckLaunch {
  readonly type: 'codealong';
  readonly request: 'launch';
  readonly name: string;
  readonly exercise: string;
  readonly check: string;
  readonly language: string;
}

const newFile = '{\n  "version": "0.2.0",\n  "configurations": []\n}\n';

/**
 * The text of launch.json with one more entry, unless there is one for that check. Comments and all else stay as they are.
 * Undefined when the text can't be understood: then it is the learner's to fix.
 */
export function withLaunch(text: string, launch: CheckLaunch): string | undefined {
  const before = text.trim() === '' ? newFile : text;
  const errors: ParseError[] = [];
  const content: unknown = parse(before, errors, { allowTrailingComma: true });
  if (errors.length > 0 || !isRecord(content)) return undefined;
  const { configurations } = content;
  if (configurations !== undefined && !Array.isArray(configurations)) return undefined;
  if (configurations?.some((entry) => isFor(entry, launch))) return text;
  const formattingOptions = {
    insertSpaces: !before.includes('\n\t'),
    tabSize: /\n( +)"/.exec(before)?.[1]?.length ?? 2,
    eol: before.includes('\r\n') ? '\r\n' : '\n',
  };
  const edits = configurations
    ? modify(before, ['configurations', configurations.length], launch, {
        formattingOptions,
        isArrayInsertion: true,
      })
    : modify(before, ['configurations'], [launch], { formattingOptions });
  return applyEdits(before, edits);
}

function isFor(entry: unknown, { exercise, check, language }: CheckLaunch): boolean {
  if (!isRecord(entry) || entry['type'] !== 'codealong') return false;
  return entry['exercise'] === exercise && entry['check'] === check && entry['language'] === language;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
