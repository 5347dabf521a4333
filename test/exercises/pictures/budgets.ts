import type { NumberOf } from './numbers-of';
import { box, path, printed, text, type Picture } from './svg';

const left = 40;

/** A hundred pages in the order of their time, with too few hits for the percentile and with enough. */
export function hitRatio(of: NumberOf): Picture {
  const rank = of('percentile');
  const [hitMs, missMs] = [of('hit-ms'), of('miss-ms')];
  const x = (page: number): number => left + (page - 1) * 6.6;
  const cases = [
    { hits: of('hits'), mean: of('mean-at-hits') },
    { hits: of('enough-hits'), mean: of('mean-at-enough') },
  ].map((one) => ({ ...one, p95: one.hits >= rank ? hitMs : missMs }));
  const row = (floor: number, { hits, mean, p95 }: (typeof cases)[number]): readonly string[] => {
    const look = p95 === hitMs ? 'good' : 'bad';
    const words = `${hits} hits of 100: mean ${printed(mean)} ms, P95 ${p95} ms`;
    const edge = rank > hits ? 'is a miss' : 'is a hit';
    return [
      text(left, floor - 92, words, `strong ${look}text`),
      ...Array.from({ length: 100 }, (_, index) => index + 1).map((page) => {
        const tall = page > hits ? 70 : 5;
        return box(page > hits ? 'bad' : 'good', [x(page), floor - tall, 4.6, tall]);
      }),
      path(`${look}line`, `M${x(rank) + 2.3} ${floor + 4}V${floor + 14}`),
      text(x(rank) + 2, floor + 28, `number ${rank} ${edge}`, `small end ${look}text`),
    ];
  };
  return {
    title: 'A hundred menu pages, the fastest first',
    story: cases
      .map(
        ({ hits, mean, p95 }) =>
          `With ${hits} hits, the page at rank ${rank} is a ${p95 === hitMs ? 'hit' : 'miss'}: the P95 is ${p95} ms, the mean ${printed(mean)}.`,
      )
      .join(' '),
    height: 330,
    parts: cases.flatMap((one, index) => row(154 + index * 136, one)),
  };
}

/** The steps of an order one after the other, before and after, against the promise. */
export function orderBudget(of: NumberOf): Picture {
  const [before, after, goal] = [of('before'), of('after'), of('goal-ms')];
  const x = (ms: number): number => left + ms * 1.3;
  const names = ['gateway', 'token check', 'queries', 'quote', 'insert', 'publish'];
  const spent = [
    of('gateway-ms'),
    of('token-before'),
    of('queries-before'),
    of('quote-ms'),
    of('insert-before'),
    of('publish-before'),
  ];
  const planned = [
    of('gateway-ms'),
    of('token-after'),
    of('query-ms'),
    0,
    of('insert-after'),
    of('publish-after'),
  ];
  const bars = (top: number, steps: readonly number[], look: string): readonly string[] =>
    steps.map((ms, index) => {
      const from = steps.slice(0, index).reduce((sum, one) => sum + one, 0);
      return box(look, [x(from), top, ms * 1.3, 34]);
    });
  const starts = spent.map((_, index) => spent.slice(0, index).reduce((sum, one) => sum + one, 0));
  const list = (steps: readonly number[]): string => steps.join(', ');
  return {
    title: `Where ${before} ms go, and where the ${goal} that were promised could go`,
    story: `Two rows of bars for ${names.join(', ')}. Before: ${list(spent)}, together ${before} ms. After: ${list(planned)}, together ${after} ms, just below the promise of ${goal} ms.`,
    height: 280,
    parts: [
      text(left, 66, `a slow order today: ${before} ms`, 'strong badtext'),
      ...bars(100, spent, 'bad'),
      ...spent.flatMap((ms, index) => {
        const middle = x((starts[index] ?? 0) + ms / 2);
        return [
          text(middle, 122, String(ms), 'mid'),
          text(middle, index % 2 === 0 ? 92 : 150, names[index] ?? '', 'small mid'),
        ];
      }),
      text(x(after) + 24, 216, `the same order: ${after} ms. ${list(planned)}`, 'strong goodtext'),
      ...bars(194, planned, 'good'),
      path('dashed', `M${x(goal)} 84V244`),
      text(x(goal), 260, `promised: ${goal} ms`, 'small mid'),
    ],
  };
}
