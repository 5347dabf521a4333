import { partProblems } from '../brief/in-language';
import { rulesOf, type Rule } from '../brief/rules';
import { languagesOf, type Exercise } from '../catalog/catalog';
import { levels, type Manifest } from '../catalog/manifest';
import type { Problem } from '../catalog/problem';
import type { Folder } from '../ports';
import { exampleProblems } from './example-problems';

/**
 * What is wrong between a brief and its checks: every rule is judged by a check, every check judges rules that are printed, and
 * no later than at the stage of its level; and where code is written, an example shows the rules of stage 1. That the file itself is
 * missing, the links tell.
 */
export async function briefProblems(pack: Folder, { manifest, path }: Exercise): Promise<readonly Problem[]> {
  const file = `${path}/brief.md`;
  if ((await pack.kind(file)) !== 'file') return [];
  const brief = await pack.read(file);
  const perLanguage = languagesOf(manifest).flatMap((language) => [
    ...ruleProblems(rulesOf(brief, language), manifest),
    ...exampleProblems(brief, language),
  ]);
  const problems = [
    ...partProblems(brief).map((problem) => ({ file, ...problem })),
    ...perLanguage.map(({ line, message }) =>
      line === undefined ? { file: `${path}/exercise.yaml`, message } : { file, line, message },
    ),
  ];
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}

/** Problems with a line are the brief's, the others the manifest's. */
function ruleProblems(
  rules: readonly Rule[],
  { checks }: Manifest,
): readonly { readonly line?: number; readonly message: string }[] {
  const stages = new Map(rules.map(({ number, stage }) => [number, stage]));
  const judged = new Set(checks.flatMap((check) => check.rules));
  const misnumbered = rules.flatMap(({ number, line }, index) => {
    const message = `rule ${number} should be number ${index + 1}: rules are numbered through`;
    return number === index + 1 ? [] : [{ line, message }];
  });
  const unjudged = rules
    .filter(({ number }) => !judged.has(number))
    .map(({ number, line }) => ({ line, message: `no check judges rule ${number}` }));
  const unprinted = checks.flatMap(({ id, level, rules: named }) =>
    named.flatMap((number) => {
      const stage = stages.get(number);
      if (stage === undefined)
        return [{ message: `the check "${id}" judges rule ${number}, which the brief does not print` }];
      if (stage <= levels.indexOf(level) + 1) return [];
      return [
        {
          message: `the ${level} check "${id}" judges rule ${number}, which the brief prints only at stage ${stage}`,
        },
      ];
    }),
  );
  return [...misnumbered, ...unjudged, ...unprinted];
}
