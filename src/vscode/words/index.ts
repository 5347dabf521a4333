import type { Language } from '../../core/catalog/manifest';
import { readAtOnce, type Story } from '../../core/mistakes/story';
import type { HintText } from '../../core/hints/ladder';
import { authoring } from './authoring';
import { brief } from './brief';
import { buttons } from './buttons';
import { designs } from './designs';
import { history } from './history';
import { cases } from './cases';
import { languages } from './languages';
import { counted, guideLabel } from './phrases';
import { now } from './now';
import { progress } from './progress';
import { questions } from './questions';
import { refusals } from './refusals';
import { checks } from './results';
import { tree } from './tree';
import { updates } from './updates';

const toldStory = ({ title, text }: Story): string => `## ${title}\n\n${text}`;

function folded(stories: readonly Story[]): readonly string[] {
  if (stories.length === 0) return [];
  return [`<details><summary>${stories.length} more</summary>`, ...stories.map(toldStory), '</details>'];
}

/** Every word that the extension says, apart from those that package.nls.json contributes. */
export const words = {
  name: 'Code-Along',
  languages,
  authoring,
  brief,
  buttons,
  tree,
  history,
  cases,
  now,
  progress,
  updates,
  refusals,
  guideLabel,
  /** An exercise in one language. */
  track: (title: string, language: Language) => `${title} · ${languages[language].label}`,
  stage: {
    core: 'Stage 1: it works',
    production: 'Stage 2: it survives',
    hardened: 'Stage 3: hardened',
  },
  levels: { core: 'core', production: 'production', hardened: 'hardened' },
  checkProfile: 'Check My Solution',
  ourFault:
    'Something went wrong inside Code-Along, and it is our fault. Your files were left as they are. The log says more.',
  ...questions,
  ...checks,
  ...designs,

  lens: {
    check: (title?: string) => `$(beaker) Check my solution${title === undefined ? '' : `: ${title}`}`,
    hint: (title?: string) => `$(lightbulb) Next hint${title === undefined ? '' : `: ${title}`}`,
    /** A lens says where it leads. */
    guide: (anchor: string, title?: string) =>
      `$(book) ${title === undefined ? guideLabel(anchor) : `Guide: ${title}`}`,
    debug: '$(debug-alt) Debug this check',
    file: '$(go-to-file) Open my file',
    guideHelp: 'Open the section that explains this',
    lost: (symbol: string) => `$(warning) ${symbol} is not declared here: compare with the starter`,
  },
  causes: {
    link: 'Usual causes',
    fileName: (exercise: string) => `${exercise}-causes.md`,
    text: (check: string, stories: readonly Story[]) =>
      [
        `# Usual causes: ${check}`,
        'What others got wrong when this check failed, the likeliest for you first. No code: you find the line.',
        ...stories.slice(0, readAtOnce).map(toldStory),
        ...folded(stories.slice(readAtOnce)),
        '',
      ].join('\n\n'),
  },
  hints: {
    fileName: (exercise: string) => `${exercise}-hints.md`,
    text: (title: string, total: number, shown: readonly HintText[]) =>
      [
        `# Hints: ${title}`,
        shown.length === 0 ? 'No hint was shown yet. Ask for the next one when you are stuck.' : '',
        ...shown.map((hint) => `## Hint ${hint.number}\n\n**${hint.title}**\n\n${hint.text}`),
        shown.length < total
          ? `*${counted(total - shown.length, 'more hint')} when you need ${total - shown.length === 1 ? 'it' : 'them'}.*`
          : '*This was the last hint. The guide explains the rest. If you are still stuck, Compare with the Reference shows it now.*',
        '',
      ].join('\n\n'),
  },
} as const;
