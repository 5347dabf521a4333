import type * as v from 'valibot';
import type { DataDocument } from '../data-document';

/** Something wrong in a pack. `line` and `column` start at 1. */
export interface Problem {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly message: string;
}

/** A problem as one line, `file:line:column: message`, the form that editors and terminals link. */
export function formatProblem({ file, line, column, message }: Problem): string {
  const place = line === undefined ? file : `${file}:${line}:${column ?? 1}`;
  return `${place}: ${message}`;
}

/** A schema's complaints as problems at their places in the file. */
export function problemsOf(
  file: string,
  document: DataDocument,
  issues: readonly v.BaseIssue<unknown>[],
): readonly Problem[] {
  return issues.map((issue) => {
    const path = (issue.path ?? []).map((step) => step.key as string | number);
    const name = path.length > 0 ? path.join('.') : 'the file';
    return { file, ...document.locate(path), message: `${name}: ${explain(issue)}` };
  });
}

function explain(issue: v.BaseIssue<unknown>): string {
  if (issue.type === 'strict_object' && issue.expected === 'never')
    return 'is not a known key; remove it or correct its name';
  if (issue.type === 'strict_object' && issue.received === 'undefined') return 'is missing; add it';
  const isNoObject = issue.type === 'variant' && issue.expected === 'Object';
  if (issue.type === 'strict_object' || isNoObject)
    return `must hold keys with values, but is ${issue.received}`;
  const isOurOwn = !issue.message.startsWith('Invalid ');
  return isOurOwn ? issue.message : `must be ${issue.expected ?? issue.type}, but is ${issue.received}`;
}
