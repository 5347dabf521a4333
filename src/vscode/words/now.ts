import type { CatalogEntry } from '../../core/catalog/catalog';
import { counted } from './phrases';
import { minutesOf } from '../../core/catalog/manifest';

const minutes = ({ size }: Pick<CatalogEntry, 'size'>): string => `about ${minutesOf[size][0]} minutes`;

/** The words of the Now view. */
export const now = {
  startHere: ({ title }: CatalogEntry) => `Start here: ${title}`,
  nextUp: ({ title }: CatalogEntry) => `Next: ${title}`,
  minutes,
  /** ▰▰▰▱▱ beside "9 of 12": a picture for the eye, numbers for everybody. */
  steps: (done: number, total: number) => {
    const full = Math.floor((done / total) * 8);
    return `${'▰'.repeat(full)}${'▱'.repeat(8 - full)}`;
  },
  stage: (number: number, done: number, total: number) => `Stage ${number} · ${done} of ${total}`,
  stagesDone: 'All stages are done',
  notChecked: 'not checked yet',
  waits: (title: string) => `To fix: ${title}`,
  waitsHelp: 'The first check that does not pass yet. Opens its rule in the brief.',
  check: 'Check my solution',
  hint: 'Next hint',
  /** What was shown of the hints, and of how many checks the usual causes were told. */
  helped: (hints: number, causes: number) =>
    [
      ...(hints > 0 ? [`${hints} shown`] : []),
      ...(causes > 0 ? [`causes of ${counted(causes, 'check')} told`] : []),
    ].join(' · '),
  others: 'Compare with other solutions',
  brief: 'Open the brief',
  files: 'Files',
  /** In the order in which to write them. */
  file: { learner: 'yours to write', given: 'given, to read' },
} as const;
