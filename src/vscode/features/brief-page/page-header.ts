import { languagesOf, type Exercise } from '../../../core/catalog/catalog';
import type { Language } from '../../../core/catalog/manifest';
import type { CheckReport } from '../../../core/check/report';
import { stageTallies } from '../../../core/check/stages';
import { words } from '../../words';
import { commandLink, escaped } from './page-html';

export interface HeaderState {
  readonly language: Language;
  readonly isStarted: boolean;
  readonly report: CheckReport | undefined;
}

/** What stands above a brief and stays in sight: where one is, how far each stage is, and what one can do. */
export function pageHeader({ manifest }: Exercise, state: HeaderState): string {
  const target = { exercise: manifest.id, language: state.language };
  const { brief } = words;
  const actions = state.isStarted
    ? [
        commandLink(brief.check, 'codealong.check', target),
        commandLink(brief.hint, 'codealong.hint', target),
        commandLink(brief.code, 'codealong.openExercise', target),
      ]
    : [commandLink(brief.start, 'codealong.start', target)];
  actions.push(commandLink(brief.guide, 'codealong.openGuide', target));
  return [
    `<p class="where">${escaped(brief.where(manifest))}</p>`,
    languageLinks(languagesOf(manifest), target),
    stageList(manifest.checks, state.report),
    `<nav class="actions" aria-label="${brief.actions}">${actions.join('')}</nav>`,
  ].join('\n');
}

/** The languages to read the brief in, where there is a choice. The one that is shown is not a link. */
function languageLinks(
  possible: readonly Language[],
  { exercise, language }: { readonly exercise: string; readonly language: Language },
): string {
  if (possible.length < 2) return '';
  const links = possible.map((one) => {
    const { label } = words.languages[one];
    return one === language
      ? `<strong aria-current="true">${escaped(label)}</strong>`
      : commandLink(label, 'codealong.openBrief', { exercise, language: one });
  });
  return `<nav class="languages" aria-label="${words.brief.languages}">${links.join('')}</nav>`;
}

function stageList(checks: Exercise['manifest']['checks'], report: CheckReport | undefined): string {
  const stages = stageTallies(checks, report);
  const current = stages.findIndex(({ done, total }) => done < total);
  const items = stages.map(({ number, done, total }, index) => {
    const text = done === total ? words.brief.stageDone(number) : words.brief.stage(number, done, total);
    const bar = `<progress aria-hidden="true" max="${total}" value="${done}"></progress>`;
    return `<li${index === current ? ' aria-current="step"' : ''}>${escaped(text)}${bar}</li>`;
  });
  return `<ol class="stages" aria-label="${words.brief.stages}">${items.join('')}</ol>`;
}
