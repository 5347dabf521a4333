import type { NumberOf } from './numbers-of';
import { arrow, box, path, printed, text, type Picture } from './svg';

interface Stage {
  readonly name: string;
  readonly held: string;
  readonly capacity: number;
}

const stagesOf = (of: NumberOf): readonly Stage[] => [
  {
    name: 'Gateway',
    held: `${of('gateway-servers')} workers × ${of('gateway-ms')} ms`,
    capacity: of('gateway-capacity'),
  },
  {
    name: 'Publish',
    held: `${of('publish-servers')} in flight × ${of('publish-ms')} ms`,
    capacity: of('publish-capacity'),
  },
  {
    name: 'Payment call',
    held: `${of('payment-servers')} slots × ${of('payment-ms')} ms`,
    capacity: of('payment-capacity'),
  },
  { name: 'Counter row', held: `1 lock × ${of('row-ms')} ms`, capacity: of('row-capacity') },
];

/** The way of an order through its stages, with the capacity of each and how far it is used. */
export function requestPath(of: NumberOf): Picture {
  const rate = of('rate');
  const stages = stagesOf(of);
  const used = (stage: Stage): number => rate / stage.capacity;
  const x = (at: number): number => 56 + at * 176;
  const queue = [0, 1, 2, 3].map((at) => box('wait', [x(3) - 43 + at * 10, 90, 7, 22], 2));
  return {
    title: `${printed(rate)} orders a second through four stages`,
    story: `${stages.map((stage) => `${stage.name}: ${stage.held}, ${printed(stage.capacity)} a second, used to ${printed(used(stage) * 100, 0)} %`).join('. ')}. Orders pile up in front of the counter row, ${printed(of('growth'))} a minute.`,
    height: 286,
    parts: [
      arrow('line', `M22 120H${x(0) - 3}`),
      ...stages.flatMap((stage, at) => {
        const look = used(stage) > 1 ? 'bad' : 'good';
        return [
          ...(at === 0 ? [] : [arrow('line', `M${x(at - 1) + 130} 120H${x(at) - 3}`)]),
          box(look, [x(at), 76, 130, 86], 8),
          text(x(at) + 65, 100, stage.name, 'mid strong'),
          text(x(at) + 65, 122, stage.held, 'mid small'),
          text(x(at) + 65, 146, `${printed(stage.capacity)} a second`, 'mid'),
          box(look, [x(at), 202, Math.min(used(stage), 1) * 130, 14]),
          path('line', `M${x(at) + 130} 196V222`),
          text(x(at), 238, `${printed(used(stage) * 100, 0)} % used`, 'small'),
        ];
      }),
      ...queue,
      text(734, 258, `queue: ${printed(of('growth'))} more a minute`, 'small end badtext'),
      text(
        24,
        276,
        `The longest stay (${of('payment-ms')} ms) is fine. The lowest capacity (${of('row-ms')} ms, one at a time) limits.`,
        'small',
      ),
    ],
  };
}

/** The capacities after money was spent on the slowest stage, and after it was spent on the narrowest. */
export function twoRepairs(of: NumberOf): Picture {
  const rate = of('rate');
  const longest = 520;
  const at = (capacity: number): number => 150 + Math.min(capacity, longest) * 0.9;
  const bars = (top: number, changed: Readonly<Record<string, number>>): readonly string[] =>
    stagesOf(of).flatMap(({ name, capacity: before }, index) => {
      const capacity = changed[name] ?? before;
      const y = top + index * 25;
      const look = capacity < rate ? 'bad' : 'good';
      const words = `${printed(capacity)}${capacity > longest ? ' →' : ''}`;
      return [
        text(140, y + 14, name, `end${name in changed ? ' strong' : ''}`),
        box(look, [150, y, at(capacity) - 150, 18], 3),
        text(at(capacity) + 8, y + 14, words, `small clear ${look}text`),
      ];
    });
  const line = (top: number): string => path('dashed', `M${at(rate)} ${top}V${top + 106}`);
  return {
    title: `Two ways to spend the money, at ${printed(rate)} orders a second`,
    story: `Above: with ${of('more-payment-servers')} payment slots the payment call reaches ${of('payment-doubled')} a second, and the counter row stays at ${printed(of('row-capacity'))}, below the load. Below: with ${of('more-rows')} counter rows they carry ${of('rows-capacity')} a second, and every stage is beyond the load.`,
    height: 330,
    parts: [
      text(
        24,
        66,
        `${of('more-payment-servers')} payment slots: the queue grows as before`,
        'strong badtext',
      ),
      ...bars(80, { 'Payment call': of('payment-doubled') }),
      line(76),
      text(24, 206, `${of('more-rows')} counter rows: every stage is beyond the load`, 'strong goodtext'),
      ...bars(220, { 'Counter row': of('rows-capacity') }),
      line(216),
    ],
  };
}
