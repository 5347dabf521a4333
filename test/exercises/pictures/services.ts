import type { NumberOf } from './numbers-of';
import { arrow, box, dot, path, text, type Picture } from './svg';

interface Cut {
  readonly by: string;
  readonly services: readonly string[];
  /** For each feature, the services that it touches, by their places. */
  readonly touched: readonly (readonly number[])[];
  readonly look: 'good' | 'bad';
}

const features = [
  'an extra shot for gold members',
  'cancel until it is begun',
  'happy hour',
  'points expire after a year',
  'split the bill',
  'oat milk is sold out',
  'order for eight o’clock',
  'refund a missing drink',
  'two baristas for one order',
  'a receipt by mail',
];

const byNouns: Cut = {
  by: 'by nouns',
  services: ['customers', 'products', 'orders', 'items', 'tickets'],
  touched: [
    [0, 1, 3, 4],
    [2, 3, 4],
    [1, 3],
    [0],
    [0, 2, 3],
    [1, 3, 4],
    [0, 2, 4],
    [0, 2, 3],
    [3, 4],
    [0, 1, 2, 3],
  ],
  look: 'bad',
};

const byDecisions: Cut = {
  by: 'by decisions',
  services: ['menu', 'ordering', 'paying', 'kitchen', 'rewards'],
  touched: [[1, 4], [1, 3], [0], [4], [2], [0], [1, 3], [2], [3], [1]],
  look: 'good',
};

/** Ten features over two cuts: which services each has to release. */
export function twoCuts(of: NumberOf): Picture {
  const y = (feature: number): number => 122 + feature * 24;
  const cut = (left: number, { by, services, touched, look }: Cut, known: number): readonly string[] => {
    const x = (service: number): number => left + 26 + service * 50;
    const releases = touched.flat().length;
    if (releases !== known) throw new Error(`The plan says ${known}, and ${by} there are ${releases} dots.`);
    return [
      text(left + 126, 62, `${by}: ${releases} releases`, `mid strong ${look}text`),
      ...services.map((name, at) => text(x(at), at % 2 === 0 ? 84 : 98, name, 'mid small')),
      ...touched.flatMap((places, feature) => [
        path(`${look}line`, `M${x(places[0] ?? 0)} ${y(feature)}H${x(places.at(-1) ?? 0)}`),
        ...places.map((place) => dot(look, x(place), y(feature), 7)),
      ]),
    ];
  };
  return {
    title: 'Ten features, and the services that each has to release',
    story: `Ten features over two cuts, a dot for each service that a feature touches. Cut by nouns, into ${byNouns.services.join(', ')}, they need ${of('touched-by-nouns')} releases, up to four for one feature. Cut by decisions, into ${byDecisions.services.join(', ')}, they need ${of('touched-by-decisions')}, never more than two.`,
    height: 376,
    parts: [
      ...features.map((name, at) => text(24, y(at) + 4, name, 'small')),
      ...cut(214, byNouns, of('touched-by-nouns')),
      path('dashed', 'M474 50V350'),
      ...cut(484, byDecisions, of('touched-by-decisions')),
    ],
  };
}

/** Three readers of one table, and three with copies that know how old they are. */
export function ownerAndCopies(of: NumberOf): Picture {
  const [now, late] = [of('version'), of('late-version')];
  const readers = ['ordering', 'loyalty', 'report'];
  const y = (reader: number): number => 84 + reader * 62;
  return {
    title: 'One table for all, and one owner with copies',
    story: `Left: ordering, loyalty and the report read the menu's table, and renaming one column breaks all three. Right: the menu service alone touches its table and publishes price changes with a version. Ordering and loyalty keep a copy at version ${now}, the report one at version ${late}, and each knows how old it is.`,
    height: 310,
    parts: [
      text(24, 62, 'everybody reads the table', 'strong badtext'),
      ...readers.flatMap((name, at) => [
        box('bad', [24, y(at), 96, 40], 6),
        text(72, y(at) + 25, name, 'mid'),
        arrow('badline', `M120 ${y(at) + 20}L216 ${166 + (at - 1) * 10}`),
      ]),
      box('wait', [220, 120, 124, 92], 6),
      text(282, 142, 'products', 'mid strong'),
      text(282, 166, 'price ✕', 'mid badtext'),
      text(282, 184, 'price_cents', 'mid'),
      text(282, 204, 'of the menu team', 'mid small'),
      path('dashed', 'M370 50V282'),
      text(392, 62, 'one owner, and copies', 'strong goodtext'),
      box('wait', [392, 120, 124, 92], 6),
      text(454, 142, 'menu', 'mid strong'),
      text(454, 164, 'price_cents', 'mid'),
      text(454, 186, 'nobody else', 'mid small'),
      text(454, 202, 'sees its table', 'mid small'),
      ...readers.flatMap((name, at) => {
        const version = name === 'report' ? late : now;
        return [
          arrow('goodline', `M516 ${166 + (at - 1) * 10}L598 ${y(at) + 20}`),
          box(version === now ? 'good' : 'wait', [602, y(at), 134, 40], 6),
          text(612, y(at) + 18, name, 'strong'),
          text(612, y(at) + 33, `copy, version ${version}`, 'small'),
        ];
      }),
      text(454, 108, `“price changed”, ${now}`, 'mid small'),
      text(24, 292, 'A rename stops all three.', 'small badtext'),
      text(392, 292, 'A rename concerns nobody; a copy knows how old it is.', 'small goodtext'),
    ],
  };
}

/** The sides that customers meet, by how a side is chosen. */
export function oneSide(of: NumberOf): Picture {
  const requests = of('requests');
  const buckets = [83, 7, 46, 91, 22];
  const strays: readonly (readonly number[])[] = [[], [], [1], [], [3]];
  const half = (
    left: number,
    head: string,
    look: 'good' | 'bad',
    isNew: (row: number, at: number) => boolean,
  ) => [
    text(left, 64, head, `strong ${look}text`),
    ...buckets.flatMap((bucket, row) => [
      text(left, 98 + row * 34, `bucket ${bucket}`, 'small'),
      ...Array.from({ length: requests }, (_, at) =>
        dot(isNew(row, at) ? 'wait' : 'box', left + 92 + at * 40, 94 + row * 34, 10),
      ),
    ]),
  ];
  return {
    title: `${of('percent')} percent of what? Requests, or customers`,
    story: `Five customers with ${requests} requests each, at ${of('percent')} percent. Chosen at random for each request, two of the five customers meet both sides. Chosen by bucket, each customer stays on one side, and only the one with bucket 7 is below ${of('percent')} and on the new one.`,
    height: 292,
    parts: [
      ...half(24, 'at random, for each request', 'bad', (row, at) => strays[row]?.includes(at) ?? false),
      path('dashed', 'M372 50V262'),
      ...half(396, `by bucket, below ${of('percent')}`, 'good', (row) => (buckets[row] ?? 0) < of('percent')),
      dot('box', 34, 276, 7),
      text(48, 280, 'the old side', 'small'),
      dot('wait', 146, 276, 7),
      text(160, 280, 'the new one', 'small'),
      text(396, 280, 'Raising the percentage only adds customers.', 'small'),
    ],
  };
}
