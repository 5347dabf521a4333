import { roundsTo, workOut, type WorkedOut } from './figures';
import type { Flaw, PlanFlaw } from './flaw';
import type { GuideLine } from './guide-lines';
import { isSmallCount, numbersIn } from './numbers-in';
import type { SectionPlan } from './section-plan';

/** What is wrong with the figures, in the plan and in the text. */
interface FigureFlaws {
  readonly inPlan: readonly PlanFlaw[];
  readonly inText: readonly Flaw[];
}

/**
 * Figures whose formula gives another number than they say, that the text does not say at all, and numbers of the text that
 * are neither given, nor figured, nor from a named source.
 */
export function figureFlaws(lines: readonly GuideLine[], plan: SectionPlan): FigureFlaws {
  const said = lines.filter(({ kind }) => kind === 'text' || kind === 'folded');
  const whole = onOneLine(said.map(({ text }) => text).join(' '));
  const sayings = [
    ...Object.entries(plan.figures).map(([name, { says }]) => ({ path: ['figures', name], says })),
    ...plan.sourced.map(({ says }, index) => ({ path: ['sourced', index], says })),
  ];
  const unsaid = sayings
    .filter(({ says }) => !whole.includes(onOneLine(says)))
    .map(({ path, says }) => ({
      path,
      message: `the text does not say "${says}"; say it there, or take the figure out`,
    }));
  const inText = unexplained(
    said,
    sayings.map(({ says }) => says),
    plan,
  );
  return { inPlan: [...wrongFigures(plan), ...unsaid], inText };
}

function wrongFigures(plan: SectionPlan): readonly PlanFlaw[] {
  return workOut(plan).flatMap((figure) => {
    const message = faultOf(figure);
    return message === undefined ? [] : [{ path: ['figures', figure.name], message }];
  });
}

function faultOf({ says, value, printed, problem }: WorkedOut): string | undefined {
  if (problem !== undefined) return `its formula can't be worked out: ${problem}`;
  if (!printed) return `"${says}" has no number`;
  if (roundsTo(value, printed)) return undefined;
  return `the text says ${printed.text}, and the formula gives ${Number(value.toPrecision(6))}; correct one of them`;
}

function unexplained(
  said: readonly GuideLine[],
  sayings: readonly string[],
  { given }: SectionPlan,
): readonly Flaw[] {
  const known = new Set(sayings.flatMap((says) => numbersIn(says).map(({ value }) => value)));
  for (const value of Object.values(given)) known.add(value);
  return withoutSources(said).flatMap(({ text, line }) =>
    numbersIn(text.replace(/^(#+|\d+\.) [\d.]*/, ''))
      .filter((number) => !isSmallCount(number) && !known.has(number.value))
      .map((number) => ({
        line,
        message: `nobody says where ${number.text} comes from: put it under given, figures or sourced of the plan`,
      })),
  );
}

/** The lines without the paragraphs that name sources: those have years and pages. */
function withoutSources(lines: readonly GuideLine[]): readonly GuideLine[] {
  let inSources = false;
  return lines.map((line) => {
    if (line.text.trim() === '') inSources = false;
    const [before = '', sources] = line.text.split('**Sources:**');
    const text = inSources ? '' : before;
    if (sources !== undefined) inSources = true;
    return { ...line, text };
  });
}

/** Text as one compares it: without marks of emphasis, and wherever its lines break. */
function onOneLine(text: string): string {
  return text.replace(/[*_]/g, '').replace(/\s+/g, ' ').trim();
}
