import type { NumberOf } from './numbers-of';
import { arrow, box, dot, path, printed, text, type Picture } from './svg';

type Step = 'effect' | 'note' | 'effect with note' | 'commit';

const ways: readonly { readonly name: string; readonly steps: readonly Step[] }[] = [
  { name: 'at most once', steps: ['commit', 'effect'] },
  { name: 'at least once', steps: ['effect', 'commit'] },
  { name: 'note first', steps: ['note', 'effect', 'commit'] },
  { name: 'note second', steps: ['effect', 'note', 'commit'] },
  { name: 'in one transaction', steps: ['effect with note', 'commit'] },
];

/** How often a message has its effect when the process dies after so many steps, and starts again. */
function effectsAfterCrash(way: readonly Step[], done: number): number {
  const before = way.slice(0, done);
  const effects = (steps: readonly Step[]): number =>
    steps.filter((step) => step.startsWith('effect')).length;
  const isKnown = before.some((step) => step.endsWith('note'));
  return effects(before) + (before.includes('commit') || isKnown ? 0 : effects(way));
}

const results = [
  { name: 'lost', look: 'bad', ink: 'badtext' },
  { name: 'once', look: 'good', ink: 'goodtext' },
  { name: 'doubled', look: 'bad', ink: 'badtext' },
] as const;

/** What becomes of the message, for a crash before the first step, between two, and after the last. */
function outcomesOf(way: readonly Step[]) {
  return Array.from(
    { length: way.length + 1 },
    (_, done) => results[effectsAfterCrash(way, done)] ?? results[2],
  );
}

const gap = 44;
const widthOf = (step: Step): number => (step === 'effect with note' ? 264 : 110);

/** One order of the steps, with a dot for each moment of a crash. */
function crashRow(name: string, way: readonly Step[], y: number): readonly string[] {
  const left = (at: number): number =>
    66 + way.slice(0, at).reduce((sum, step) => sum + widthOf(step) + gap, 0);
  const isSafe = outcomesOf(way).every((outcome) => outcome.name === 'once');
  return [
    path('line', `M40 ${y + 14}H${left(way.length) - 18}`),
    ...way.flatMap((step, at) => [
      box(step === 'commit' ? 'wait' : 'box', [left(at), y, widthOf(step), 28], 5),
      text(left(at) + widthOf(step) / 2, y + 19, step, 'mid'),
    ]),
    ...outcomesOf(way).flatMap((outcome, at) => [
      dot(outcome.look, left(at) - gap / 2, y + 14, 6),
      text(left(at) - gap / 2, y + 38, outcome.name, `small mid clear ${outcome.ink}`),
    ]),
    text(736, y + 19, name, `strong end ${isSafe ? 'goodtext' : ''}`.trim()),
  ];
}

/** Each order of the steps, and what a crash before, between and after them does. */
export function crashPoints(): Picture {
  const told = ways.map(({ name, steps }) => {
    const outcomes = outcomesOf(steps).map((outcome) => outcome.name);
    return `${name}: ${steps.join(', then ')}. A crash before, between and after them: ${outcomes.join(', ')}.`;
  });
  return {
    title: 'The process dies at a dot: how often does the message have its effect?',
    story: told.join(' '),
    height: 350,
    parts: [
      ...ways.flatMap(({ name, steps }, row) => crashRow(name, steps, 62 + row * 54)),
      text(380, 336, 'commit: the broker hears that the message is done', 'small mid'),
    ],
  };
}

/** A batch that is too slow, and the owners that begin it one after the other. */
export function twoOwners(of: NumberOf): Picture {
  const at = (minute: number): number => 150 + minute * 20;
  const leaves = of('poll-minutes');
  const takes = of('batch-minutes');
  const owners = ['A', 'B', 'C'].map((name, index) => ({ name, from: index * leaves, y: 62 + index * 44 }));
  return {
    title: `A batch that takes ${takes} minutes, in a group that waits for ${leaves}`,
    story: `Owner A begins a batch of ${of('batch')} messages at 0 minutes. After ${leaves} its client has left the group, and A works on until minute ${takes}; then its commit is refused, because its generation is old. Owner B begins the same batch at ${leaves} minutes and leaves at ${2 * leaves}, owner C begins it at ${2 * leaves}. Each has done the same ${printed(of('most-of-batch'))} messages when it leaves.`,
    height: 244,
    parts: [
      ...owners.flatMap(({ name, from, y }) => [
        text(140, y + 21, `owner ${name}`, 'end'),
        box('good', [at(from), y, at(leaves) - at(0), 32], 4),
        text(at(from + leaves / 2), y + 20, `the same ${printed(of('most-of-batch'))}`, 'small mid'),
        box('bad', [at(from + leaves), y, at(takes) - at(from + leaves), 32], 4),
        text((at(from + leaves) + at(takes)) / 2, y + 20, 'not its partition any more', 'small mid badtext'),
      ]),
      arrow('badline', `M${at(takes)} 78H${at(takes) + 26}`),
      text(at(takes) + 32, 74, 'commit:', 'small badtext'),
      text(at(takes) + 32, 90, 'refused', 'small badtext'),
      path('line', `M${at(0)} 200H${at(takes)}`),
      ...[0, leaves, 2 * leaves, 3 * leaves, takes].map((minute) =>
        text(at(minute), 218, `${printed(minute)} min`, 'small mid'),
      ),
    ],
  };
}
