import type { NumberOf } from './numbers-of';
import { arrow, box, path, printed, text, type Picture } from './svg';

const cell = 44;

/** A log whose oldest message lies on the right, where it is read. */
function log(
  y: number,
  name: string,
  messages: readonly { readonly words: string; readonly look: string }[],
): readonly string[] {
  const right = 640;
  return [
    text(24, y + 21, name, 'strong'),
    path('line', `M190 ${y + 36}H${right}`),
    ...messages.flatMap(({ words, look }, at) => {
      const width = words === '' ? cell - 6 : 100;
      const from = messages.slice(0, at + 1).reduce((sum, one) => sum + (one.words === '' ? cell : 106), 0);
      return [
        box(look, [right - from, y, width, 32], 4),
        text(right - from + width / 2, y + 20, words, 'small mid'),
      ];
    }),
    arrow('line', `M${right} ${y + 16}H${right + 30}`),
    text(right + 36, y + 20, 'is read', 'small'),
  ];
}

/** Two messages of one order: in two topics, and in one partition of one topic. */
export function topicPerFact(of: NumberOf): Picture {
  const others = (count: number) => Array.from({ length: count }, () => ({ words: '', look: 'box' }));
  const paid = { words: 'Mia: paid', look: 'good' };
  const cancelled = { words: 'Mia: cancelled', look: 'wait' };
  const early = `${printed(of('cancelled-early'))} drinks in half an hour`;
  return {
    title: 'The same key in two topics, and in one',
    story: `Above, two topics. In orders.paid other messages of ${of('behind')} seconds wait before Mia's "paid". In orders.cancelled her "cancelled" is alone and is read at once, before it: ${early} are brewed for nobody. Below, one topic with the order's id as key: paid and cancelled lie in partition 3, in this order, and are read in it.`,
    height: 318,
    parts: [
      text(24, 64, 'a topic for each fact', 'strong badtext'),
      ...log(78, 'orders.paid', [...others(7), paid]),
      text(486, 128, `${of('behind')} s behind`, 'small mid badtext'),
      ...log(136, 'orders.cancelled', [{ ...cancelled, look: 'bad' }]),
      text(400, 186, `"cancelled" is read first: ${early} for nobody`, 'small mid badtext'),
      path('dashed', 'M24 204H736'),
      text(24, 232, 'one topic, and the order is the key', 'strong goodtext'),
      ...log(246, 'orders, partition 3', [...others(4), paid, cancelled]),
      text(400, 302, 'also behind, and in order', 'small mid goodtext'),
    ],
  };
}

type State = 'finished' | 'runs' | 'waits';

const received: readonly (readonly [key: string, state: State])[] = [
  ['A', 'finished'],
  ['B', 'finished'],
  ['B', 'runs'],
  ['C', 'finished'],
  ['A', 'runs'],
  ['C', 'finished'],
  ['B', 'waits'],
  ['C', 'runs'],
];
const lookOf: Readonly<Record<State, string>> = { finished: 'good', runs: 'wait', waits: 'box' };

/** One partition whose keys run side by side, and how far it may be committed. */
export function finishedPrefix(): Picture {
  const prefix = received.findIndex(([, state]) => state !== 'finished');
  const behindHighest = received.findLastIndex(([, state]) => state === 'finished') + 1;
  const left = (offset: number): number => 40 + offset * 86;
  const lost = received.flatMap(([, state], offset) =>
    state !== 'finished' && offset < behindHighest ? [offset] : [],
  );
  return {
    title: 'Keys overlap, the commit does not: one partition',
    story: `Offsets 0 to ${received.length - 1}: ${received.map(([key, state], offset) => `${offset} of key ${key} ${state === 'finished' ? 'is finished' : state}`).join(', ')}. Everything below ${prefix} is finished, so ${prefix} is committed. Committing ${behindHighest}, behind the highest that is finished, would lose ${lost.join(' and ')} in a crash.`,
    height: 222,
    parts: [
      ...received.flatMap(([key, state], offset) => [
        text(left(offset) + 38, 92, `${offset}`, 'small mid'),
        box(lookOf[state], [left(offset), 100, 76, 48], 5),
        text(left(offset) + 38, 120, `key ${key}`, 'strong mid'),
        text(left(offset) + 38, 138, state, 'small mid'),
      ]),
      path('goodline', `M${left(prefix) - 5} 66V178`),
      text(left(prefix) - 5, 60, `commit ${prefix}: all below is finished`, 'small mid goodtext'),
      path('badline', `M${left(behindHighest) - 5} 66V178`),
      text(
        left(behindHighest) - 5,
        60,
        `never ${behindHighest}: a crash loses ${lost.join(' and ')}`,
        'small mid badtext',
      ),
      text(left(6) + 38, 170, 'waits for 2', 'small mid'),
      text(380, 202, 'one key: one after the other · different keys: side by side', 'small mid'),
    ],
  };
}
