import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { workOut } from '../../../src/core/guides/lint/figures';
import { sectionPlanSchema } from '../../../src/core/guides/lint/section-plan';
import { parseYaml } from '../../../src/node/parse-yaml';

export const guides = join(__dirname, '../../../exercises/guides');

/** The number of a name in a section's plan, given or worked out. Throws for an unknown name. */
export type NumberOf = (name: string) => number;

/** The numbers of a section, such as `phase-01/1.2-reliability`. */
export function numbersOf(section: string): NumberOf {
  const plan = v.parse(
    sectionPlanSchema,
    parseYaml(readFileSync(join(guides, `${section}.yaml`), 'utf8')).value,
  );
  const worked = workOut(plan).map(({ name, value }) => [name, value] as const);
  const known = new Map([...Object.entries(plan.given), ...worked]);
  return (name) => {
    const value = known.get(name);
    if (value === undefined) throw new Error(`The plan of ${section} has no number "${name}".`);
    return value;
  };
}
