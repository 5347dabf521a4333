import type { NumberOf } from './numbers-of';
import { arrow, box, path, text, type Picture } from './svg';

const [reader, cache, database, writer] = [60, 150, 245, 325];

/** The names at the top and the lines below them, in one half of the picture. */
function lanes(x: number): readonly string[] {
  const names = [
    ['reader', reader],
    ['cache', cache],
    ['database', database],
    ['writer', writer],
  ] as const;
  return names.flatMap(([name, at]) => [
    box('box', [x + at - 37, 76, 74, 26], 7),
    text(x + at, 94, name, 'mid'),
    path('dashed', `M${x + at} 102V372`),
  ]);
}

/** A slow reader that stores what a writer has made old, without a lease and with one. */
export function staleFill(of: NumberOf): Picture {
  const [before, after] = [of('old-cents'), of('new-cents')];
  const minutes = of('ttl') / 60;
  const right = 376;
  const both = (x: number, miss: string, removed: string, until: number): readonly string[] => [
    ...lanes(x),
    box('wait', [x + reader - 8, 166, 16, until - 166], 4),
    text(x + reader + 14, 240, 'slow', 'small'),
    arrow('line', `M${x + cache} 126H${x + reader + 4}`),
    text(x + 105, 120, miss, 'small mid clear'),
    arrow('line', `M${x + database} 158H${x + reader + 4}`),
    text(x + 152, 152, `2 load: ${before}`, 'small mid clear'),
    arrow('goodline', `M${x + writer} 206H${x + database + 4}`),
    text(x + 287, 200, `3 save ${after}`, 'small mid clear'),
    arrow('goodline', `M${x + writer} 252H${x + cache + 4}`),
    text(x + 248, 246, removed, 'small mid clear'),
  ];
  return {
    title: 'The one unlucky order, and the lease that refuses it',
    story: `Left, without a lease: the reader misses and loads ${before}, the writer saves ${after} and deletes the key, and then the reader stores ${before}, which stays for up to ${minutes} minutes. Right: the miss took lease A, the writer removes lease and key, and storing ${before} with A is refused. The next reader has lease B and stores ${after}.`,
    height: 440,
    parts: [
      path('dashed', 'M380 56V420'),
      text(24, 64, 'without a lease', 'strong badtext'),
      ...both(4, '1 get: miss', '4 delete the key', 308),
      arrow('badline', `M${4 + reader} 308H${4 + cache - 4}`),
      text(4 + 105, 300, `5 store ${before}`, 'small mid clear'),
      box('bad', [4 + cache - 48, 322, 96, 44], 8),
      text(4 + cache, 340, `${before}`, 'mid strong badtext'),
      text(4 + cache, 357, `for up to ${minutes} min`, 'mid small'),
      box('good', [4 + database - 32, 322, 64, 44], 8),
      text(4 + database, 349, `${after}`, 'mid strong goodtext'),
      text(24, 400, 'Nothing failed, and nothing is logged.', 'small'),
      text(right + 24, 64, 'with a lease', 'strong goodtext'),
      ...both(right, '1 miss: lease A', '4 delete lease and key', 292),
      arrow('badline', `M${right + reader} 292H${right + cache - 4}`),
      text(right + 105, 285, `5 ${before}, A`, 'small mid clear'),
      text(right + cache + 8, 296, 'refused: A is gone', 'small badtext clear'),
      arrow('goodline', `M${right + reader} 318H${right + cache - 4}`),
      text(right + 105, 312, `6 ${after}, B`, 'small mid clear'),
      box('good', [right + cache - 32, 326, 64, 40], 8),
      text(right + cache, 351, `${after}`, 'mid strong goodtext'),
      box('good', [right + database - 32, 326, 64, 40], 8),
      text(right + database, 351, `${after}`, 'mid strong goodtext'),
      text(right + 24, 400, 'Step 6 is the next reader. It missed after step 4,', 'small'),
      text(right + 24, 418, 'so it has lease B and loaded what is saved.', 'small'),
    ],
  };
}
