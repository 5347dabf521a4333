import type { Manifest } from '../../core/catalog/manifest';
import { minutesOf } from '../../core/catalog/manifest';
import type { RuleState } from '../../core/brief/rule-states';

/** What the page of a brief says around the brief itself. */
export const brief = {
  title: (title: string) => `Brief: ${title}`,
  /** Where the exercise belongs, and how long it takes. */
  where: ({ week, block, size }: Pick<Manifest, 'week' | 'block' | 'size'>) => {
    const [stage1, stage2] = minutesOf[size];
    const rest = stage2 > 0 ? `, then ${stage2} for stage 2` : '';
    return `Week ${week}, block ${block} · about ${stage1} minutes${rest}`;
  },
  actions: 'What you can do',
  start: 'Start',
  check: 'Check my solution',
  hint: 'Next hint',
  code: 'Open my file',
  guide: 'Guide',
  languages: 'The language of this page',
  stages: 'Stages',
  stage: (number: number, passed: number, total: number) => `Stage ${number}: ${passed} of ${total}`,
  stageDone: (number: number) => `Stage ${number}: done`,
  rule: {
    holds: { sign: '✓', spoken: 'Passes:' },
    broken: { sign: '✗', spoken: 'Does not pass yet:' },
  } satisfies Record<RuleState, { sign: string; spoken: string }>,
  /** The heading under which first versions are taken apart. It would spoil the first try. */
  firstVersion: 'What the first version gets wrong',
  afterFirstCheck: 'This opens after your first check: try it your way first.',
  /** Above the text of a brief that a guide led to, in the editor's Markdown preview. */
  plain:
    'This is the text of a brief. To work on it, open its page: click the exercise in the Exercises view.',
  folded: (heading: string) => `${heading} (for when stage 1 is done)`,
} as const;
