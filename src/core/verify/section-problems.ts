import type { Problem } from '../catalog/problem';
import { readData } from '../catalog/read-data';
import type { ParseData } from '../data-document';
import type { Card } from '../guides/lint/cards';
import { lintSection } from '../guides/lint/lint-section';
import { planFile, sectionPlanSchema } from '../guides/lint/section-plan';
import type { Folder } from '../ports';

/** What is wrong with one section's file and with its plan, and the cards that it has. */
export async function sectionProblems(
  pack: Folder,
  parse: ParseData,
  file: string,
): Promise<{ readonly problems: readonly Problem[]; readonly cards: readonly Card[] }> {
  const plan = planFile(file);
  const { value, document, problems } = await readData(pack, parse, plan, sectionPlanSchema);
  if (!value) return { problems, cards: [] };
  const { flaws, inPlan, cards } = lintSection(await pack.read(file), value);
  return {
    problems: [
      ...flaws.map((flaw) => ({ file, ...flaw })),
      ...inPlan.map(({ path, message }) => ({ file: plan, ...document?.locate(path), message })),
    ],
    cards,
  };
}
