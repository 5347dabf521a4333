import type { NumberOf } from './numbers-of';
import { box, path, printed, text, type Picture } from './svg';

const left = 60;
const binWidth = 19;
const binSeconds = 0.1;

/** How many of the orders come back in each tenth of a second: at once after a fixed pause, or spread by full jitter. */
export function retryHerd(of: NumberOf): Picture {
  const orders = of('failing-orders');
  const bins = Array.from({ length: 32 }, (_, index) => index);
  const first = (at: number): number => (at < 1 ? orders * binSeconds : 0);
  const second = (at: number): number => orders * binSeconds * secondPause(at);
  const bar = (look: string, bin: number, from: number, count: number, floor: number): readonly string[] => {
    const height = (count * 110) / orders;
    const base = floor - (from * 110) / orders;
    return count < 1 ? [] : [box(look, [left + bin * binWidth, base - height, binWidth - 3, height])];
  };
  const axis = (floor: number): readonly string[] => [
    path('line', `M${left} ${floor}H${left + 32 * binWidth}`),
    ...[0, 1, 2, 3].map((at) => text(left + at * 10 * binWidth, floor + 16, `${at} s`, 'small mid')),
  ];
  return {
    title: `${orders} orders fail at the same instant: when do they come back?`,
    story: `With fixed pauses all ${orders} come back together after 1 second, and again after 3. With full jitter about ${of('jittered-per-tenth')} come back for the first time in each tenth of the first second, and the second tries spread over 3 seconds.`,
    height: 390,
    parts: [
      text(24, 64, 'fixed pauses of 1 s and 2 s', 'strong badtext'),
      ...[10, 30].flatMap((bin) => [
        ...bar('bad', bin, 0, orders, 190),
        text(left + bin * binWidth + 24, 96, `${orders} at once`, 'small badtext'),
      ]),
      ...axis(190),
      text(24, 240, 'full jitter: at random between zero and the same pauses', 'strong goodtext'),
      ...bins.flatMap((bin) => {
        const middle = (bin + 0.5) * binSeconds;
        return [
          ...bar('good', bin, 0, first(middle), 346),
          ...bar('wait', bin, first(middle), second(middle), 346),
        ];
      }),
      text(
        left + 11 * binWidth,
        300,
        `first tries: about ${of('jittered-per-tenth')} in each tenth of a second`,
        'small goodtext',
      ),
      text(left + 11 * binWidth, 318, 'second tries (yellow): never more than half of that', 'small'),
      ...axis(346),
    ],
  };
}

/** How dense the second tries are, per second: two pauses, drawn from one and from two seconds, add up. */
function secondPause(at: number): number {
  if (at <= 1) return at / 2;
  return at <= 2 ? 1 / 2 : Math.max(0, (3 - at) / 2);
}

/** Calls a second that reach a dependency, against what it can answer. */
export function retryLoad(of: NumberOf): Picture {
  const capacity = of('capacity-healthy');
  const at = (calls: number): number => 230 + calls * 0.86;
  const rows = [
    ['no retries', of('rate')],
    ['three attempts, half fail', of('load-at-half')],
    ['three attempts, all fail', of('load-at-all')],
    ['with a budget, all fail', of('load-with-budget')],
  ] as const;
  return {
    title: `Retries against a service that can answer ${capacity} calls a second`,
    story: `Bars: ${rows.map(([name, calls]) => `${name}: ${printed(calls)} calls a second`).join('; ')}. The line at ${capacity} is what the service can answer: the second and the third bar cross it.`,
    height: 250,
    parts: [
      ...rows.flatMap(([name, calls], index) => {
        const y = 76 + index * 38;
        const isTooMuch = calls > capacity;
        return [
          text(220, y + 16, name, 'end'),
          box(isTooMuch ? 'bad' : 'good', [230, y, at(calls) - 230, 24], 3),
          text(at(calls) + 8, y + 16, printed(calls), `small clear ${isTooMuch ? 'badtext' : 'goodtext'}`),
        ];
      }),
      path('dashed', `M${at(capacity)} 62V232`),
      text(at(capacity), 56, `${capacity}: all it can answer`, 'small mid'),
    ],
  };
}
