import type { NumberOf } from './numbers-of';
import { box, path, printed, text, type Picture } from './svg';

const left = 130;
const right = 720;

/** Three services with a timeout each, and three that share one deadline. */
export function deadlineHops(of: NumberOf): Picture {
  const [total, each] = [of('timeout-ms'), of('fresh-timeouts') / 3];
  const [afterGateway, afterOrders] = [of('left-after-gateway'), of('left-after-orders')];
  const seconds = (at: number): number => left + ((right - left) * at) / of('fresh-timeouts');
  const ms = (at: number): number => left + ((right - left) * at) / total;
  const hops = ['gateway', 'orders', 'payment'];
  const leaves = seconds(total / 1000);
  return {
    title: 'A timeout for each hop, or one deadline for all',
    story: `Above, three services wait ${each} seconds each, one after the other: the customer leaves after ${total / 1000} seconds, and payment may work until second ${3 * each}. Below, one deadline of ${total} milliseconds: orders gets the ${afterGateway} that are left, payment ${afterOrders}, and all stop together.`,
    height: 340,
    parts: [
      text(24, 64, `${each} s for each: the last one may work until second ${3 * each}`, 'strong badtext'),
      ...hops.flatMap((name, at) => [
        text(120, 98 + at * 30, name, 'end'),
        box('bad', [seconds(at * each), 82 + at * 30, seconds(each) - left, 22], 4),
      ]),
      path('badline', `M${leaves.toFixed(1)} 76V168`),
      text(leaves + 6, 180, `the customer leaves after ${total / 1000} s`, 'small badtext'),
      text(24, 216, `one deadline of ${total} ms, handed on`, 'strong goodtext'),
      ...[total, afterGateway, afterOrders].flatMap((rest, at) => [
        text(120, 250 + at * 30, hops[at] ?? '', 'end'),
        box('good', [ms(total - rest), 234 + at * 30, ms(rest) - left, 22], 4),
        text(ms(total - rest) + 10, 249 + at * 30, `${rest} ms left`, 'small goodtext'),
      ]),
      path('goodline', `M${right} 228V322`),
      text(right - 8, 333, 'everybody stops', 'small goodtext end'),
    ],
  };
}

/** One call and the pool behind it: with a race, and with an abort. */
export function timeoutPool(of: NumberOf): Picture {
  const [held, short] = [of('client-timeout'), of('timeout-ms') / 1000];
  const at = (seconds: number): number => left + ((right - left) * seconds) / held;
  const lane = (look: string, y: number, name: string, until: number): readonly string[] => [
    text(120, y + 15, name, 'end'),
    box(look, [left, y, Math.max(at(until) - left, 6), 20], 3),
  ];
  return {
    title: `Who is still at work when the caller has gone home after ${short} s?`,
    story: `With a race the caller ends after ${short} seconds and its connection is held until second ${held}. With an abort both end after ${short} seconds. So ${of('connections')} connections carry ${printed(of('begin-while-hanging'))} calls a second with a race, and ${printed(of('capacity-aborted'))} with an abort.`,
    height: 300,
    parts: [
      text(24, 66, 'a race with a timer', 'strong badtext'),
      ...lane('good', 78, 'caller', short),
      ...lane('bad', 104, 'connection', held),
      text(at(held / 2), 119, `held until second ${held}, for nobody`, 'small badtext mid'),
      text(24, 158, 'a timeout that aborts', 'strong goodtext'),
      ...lane('good', 170, 'caller', short),
      ...lane('good', 196, 'connection', short),
      text(left + 20, 198, 'both end together', 'small goodtext'),
      path('dashed', 'M24 234H736'),
      text(24, 258, `${of('connections')} connections, full after ${printed(of('full-after'))} s:`),
      text(270, 258, `${printed(of('begin-while-hanging'))} calls a second can begin`, 'badtext strong'),
      text(24, 282, 'the same, each given back in time:'),
      text(270, 282, `${printed(of('capacity-aborted'))} calls a second, the whole load`, 'goodtext strong'),
    ],
  };
}
