import { exampleHeading, exampleOf } from '../brief/example';
import { rulesOf } from '../brief/rules';
import { checkedLanguages, type Language } from '../catalog/manifest';

/** A problem at a line of the brief, from 1. */
interface LineProblem {
  readonly line: number;
  readonly message: string;
}

/** What is wrong with the example of a brief. Sheets and designs need none: what they ask for is no program that runs. */
export function exampleProblems(brief: string, language: Language): readonly LineProblem[] {
  if (!checkedLanguages.some((one) => one === language)) return [];
  const example = exampleOf(brief, language);
  if (!example) {
    const message = `the brief has no example for ${language}: add "${exampleHeading}" after the rules of stage 1`;
    return [{ line: 1, message }];
  }
  const { line, rows } = example;
  if (rows.length === 0)
    return [{ line, message: 'the example has no rows: write one run as "| when | what happens | rule |"' }];
  const firstStage = new Set(
    rulesOf(brief, language).flatMap((rule) => (rule.stage === 1 ? [rule.number] : [])),
  );
  return rows.flatMap((row) => {
    if (row.rules.length === 0)
      return [{ line: row.line, message: 'this row of the example names no rule in its last column' }];
    return row.rules
      .filter((number) => !firstStage.has(number))
      .map((number) => ({
        line: row.line,
        message: `the example shows rule ${number}, which is none of stage 1`,
      }));
  });
}
