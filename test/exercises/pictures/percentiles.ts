import type { NumberOf } from './numbers-of';
import { arrow, box, dot, path, printed, text, type Picture } from './svg';

const left = 40;
const right = 720;

/** Two instances with a percentile each, the mean of which is nobody's, and their orders in one list. */
export function twoPercentiles(of: NumberOf): Picture {
  const [fast, slow] = [of('fast-orders'), of('slow-orders')];
  const [fastMs, slowMs] = [of('fast-ms'), of('slow-ms')];
  const [all, rank] = [printed(of('all-orders')), of('rank')];
  const floor = 300;
  const x = (order: number): number => left + ((right - left) * order) / of('all-orders');
  const height = (ms: number): number => ms * 0.26;
  const bar = (look: string, from: number, to: number, ms: number): string =>
    box(look, [x(from), floor - height(ms), x(to) - x(from), height(ms)]);
  const middle = of('mean-of-true');
  return {
    title: `The mean of two percentiles, and the percentile of all ${all} orders`,
    story: `The first instance answered ${fast} orders in ${fastMs} ms, its P95 is ${fastMs} ms; the second ${slow} in ${slowMs} ms, its P95 is ${slowMs} ms. The mean of the two is ${middle} ms, which nobody waited. Below, all ${all} orders sorted: number ${rank} is one of the slow ones, so the P95 of all is ${slowMs} ms.`,
    height: 350,
    parts: [
      box('good', [left, 56, 200, 58], 8),
      text(left + 16, 80, `instance 1: ${fast} orders`, 'strong goodtext'),
      text(left + 16, 100, `P95 ${fastMs} ms`),
      box('bad', [left + 224, 56, 200, 58], 8),
      text(left + 240, 80, `instance 2: ${slow} orders`, 'strong badtext'),
      text(left + 240, 100, `P95 ${slowMs} ms`),
      arrow('line', `M${left + 430} 85H${left + 472}`),
      text(left + 482, 80, `mean ${middle} ms`, 'strong'),
      text(left + 482, 100, 'nobody waited that', 'small'),
      text(left, 152, `all ${all} orders, sorted; as high as they took`, 'small'),
      bar('good', 0, fast, fastMs),
      bar('bad', fast, of('all-orders'), slowMs),
      path('line', `M${left} ${floor}H${right}`),
      text(x(fast / 2), floor - height(fastMs) - 8, `${fastMs} ms`, 'goodtext mid'),
      path('dashed', `M${left} ${floor - height(middle)}H${x(fast)}`),
      text(x(fast / 2), floor - height(middle) - 6, `${middle} ms: no order is here`, 'small mid'),
      path('badline', `M${x(rank)} ${floor + 6}V${floor - height(slowMs) - 8}`),
      text(right, floor - height(slowMs) - 14, `number ${rank}: P95 = ${slowMs} ms`, 'strong badtext end'),
      text(x(1), floor + 20, '1', 'small'),
      text(x(fast), floor + 20, String(fast), 'small mid'),
      text(right, floor + 20, all, 'small end'),
    ],
  };
}

/** How a percentile is read out of buckets: a straight line between two limits. */
export function bucketLine(of: NumberOf): Picture {
  const [low, high] = [of('slow-low') / 1000, of('slow-high') / 1000];
  const [below, all, rank] = [of('fast-orders'), of('all-orders'), of('rank')];
  const [estimate, truth] = [of('merged'), of('slow-ms')];
  const floor = 270;
  const x = (seconds: number): number => 110 + ((right - 110) * (seconds - 0.2)) / 0.4;
  const y = (count: number): number => floor - ((count - 860) / 140) * 180;
  const at = estimate / 1000;
  return {
    title: `Number ${rank} is in this bucket. Where?`,
    story: `The counts of both instances added: ${below} orders of at most ${low} s, ${printed(all)} of at most ${high} s. A straight line between them reaches rank ${rank} at ${at} s. The truth is ${truth} ms. It could be anywhere between ${low} and ${high} s.`,
    height: 330,
    parts: [
      box('wait', [x(low), y(all) - 14, x(high) - x(low), floor - y(all) + 14]),
      path('line', `M110 ${floor}H${right}`),
      path('dashed', `M110 ${y(rank)}H${x(at)}`),
      path('goodline', `M${x(low)} ${y(below)}L${x(high)} ${y(all)}`),
      dot('good', x(low), y(below), 5),
      dot('good', x(high), y(all), 5),
      text(x(low) + 12, y(below) + 18, `at most ${low} s: ${below}`, 'goodtext'),
      text(x(high) + 8, y(all) + 4, `at most ${high} s: ${printed(all)}`, 'small goodtext'),
      text(104, y(rank) + 4, `rank ${rank}`, 'end'),
      path('dashed', `M${x(at)} ${y(rank)}V${floor}`),
      dot('box', x(at), y(rank), 5),
      text(x(at) - 12, y(rank) - 10, `the line says ${printed(estimate)} ms`, 'strong clear end'),
      path('badline', `M${x(truth / 1000)} ${floor + 6}V${y(rank) + 26}`),
      text(x(truth / 1000) + 8, y(rank) + 40, `the truth: ${truth} ms`, 'badtext'),
      ...[low, truth / 1000, high].map((seconds) =>
        text(x(seconds), floor + 20, `${seconds} s`, 'small mid'),
      ),
      text(x(at) + 4, floor + 20, `${at} s`, 'small end'),
      text(110, floor + 44, 'how long an order took, and how many took at most as long', 'small'),
    ],
  };
}
