import type { NumberOf } from './numbers-of';
import { arrow, box, dot, path, printed, text, type Picture } from './svg';

/** What a crash in the middle of a page leaves, by what is saved when. */
export function crashPlaces(of: NumberOf): Picture {
  const [page, half] = [of('page'), of('half-page')];
  const [left, right] = [200, 560];
  const middle = (left + right) / 2;
  const way = (
    top: number,
    [name, detail]: readonly [string, string],
    [done, rest]: readonly [string, string],
    [result, look]: readonly [string, 'bad' | 'good'],
    checkpoint: number,
  ): readonly string[] => [
    text(24, top + 16, name, 'strong'),
    text(24, top + 33, detail, 'small'),
    box(done === '' ? 'box' : 'good', [left, top, middle - left, 30], 4),
    text((left + middle) / 2, top + 20, done === '' ? `${half} undone` : done, 'mid small'),
    box('box', [middle, top, right - middle, 30], 4),
    text((middle + right) / 2, top + 20, rest, 'mid small'),
    path('line', `M${left + checkpoint} ${top - 8}V${top + 38}`),
    text(left + checkpoint, top + 52, `checkpoint ${checkpoint === 0 ? 0 : page}`, 'mid small'),
    text(590, top + 20, result, `strong ${look}text`),
  ];
  return {
    title: `A page of ${page} orders, and a crash after ${half}`,
    story: `Three ways to save. Checkpoint first: after the crash it says ${page}, so the other ${half} orders are never counted. Rows first: ${half} rows are changed and the checkpoint says 0, so ${half} orders are counted twice. One transaction: rows and checkpoint both go back, and nothing is lost or doubled.`,
    height: 360,
    parts: [
      path('badline', `M${middle} 58V322`),
      text(middle, 52, 'crash', 'mid strong badtext'),
      ...way(
        80,
        ['checkpoint first', `then ${page} rows`],
        [`${half} counted`, `${half} to come`],
        [`${half} are lost`, 'bad'],
        right - left,
      ),
      ...way(
        168,
        ['rows first', 'then the checkpoint'],
        [`${half} counted`, `${half} to come`],
        [`${half} count twice`, 'bad'],
        0,
      ),
      ...way(
        256,
        ['one transaction', 'rows and checkpoint'],
        ['', `${half} to come`],
        ['each counts once', 'good'],
        0,
      ),
      text(24, 346, 'After the restart, reading goes on after the checkpoint.', 'small'),
    ],
  };
}

/** The lag of projections of different speeds during and after an outage. */
export function catchUp(of: NumberOf): Picture {
  const [down, behind] = [of('down-minutes'), of('behind')];
  const most = 120;
  const x = (minutes: number): number => 90 + (minutes / most) * 620;
  const y = (events: number): number => 280 - (events / behind) * 200;
  const ends = [
    ['goodline', 'goodtext', of('fast'), of('fast-minutes'), 186],
    ['line', '', of('medium'), of('medium-minutes'), 146],
    ['badline', 'badtext', of('slow'), of('slow-minutes'), 106],
  ] as const;
  return {
    title: `Down for ${down} minutes at ${printed(of('events'))} events a second`,
    story: `The lag grows to ${printed(behind)} events within ${down} minutes. ${ends.map(([, , speed, minutes]) => `At ${printed(speed)} a second it is gone ${printed(minutes)} minutes later.`).join(' ')}`,
    height: 350,
    parts: [
      path('line', `M${x(0)} 66V280H${x(most)}`),
      ...[0, 20, 40, 60, 80, 100, 120].map((tick) => text(x(tick), 300, `${tick}`, 'small mid')),
      text(x(60), 326, 'minutes since it went down', 'mid'),
      text(24, 62, 'lag', 'small'),
      text(82, y(behind) + 4, printed(behind), 'small end'),
      path('dashed', `M${x(0)} ${y(behind)}H${x(down)}`),
      path('line', `M${x(0)} ${y(0)}L${x(down)} ${y(behind)}`),
      ...ends.flatMap(([look, words, speed, minutes, top]) => [
        path(look, `M${x(down)} ${y(behind)}L${x(down + minutes)} ${y(0)}`),
        dot('box', x(down + minutes), y(0), 4),
        text(440, top - 30, `${printed(speed)} a second: ${printed(minutes)} min`, words),
      ]),
    ],
  };
}

/** Saving and publishing as two writes, and with an outbox. */
export function outbox(): Picture {
  return {
    title: 'Saving and publishing',
    story:
      'Top, two writes: the use case saves to the database, then crashes, and the broker never hears. Bottom, with an outbox: the change and a row of the outbox are written in one transaction. A relay reads the row, publishes it to the broker, and marks it as sent afterwards. A crash before the mark publishes twice, and the consumer drops the repeat by its id.',
    height: 372,
    parts: [
      text(24, 66, 'two writes', 'strong badtext'),
      box('box', [24, 84, 110, 48], 8),
      text(79, 113, 'use case', 'mid'),
      arrow('goodline', 'M134 96H266'),
      text(200, 89, '1 save', 'mid small'),
      path('badline', 'M134 122H184'),
      text(196, 127, '✕', 'mid strong badtext'),
      path('dashed', 'M208 122H266'),
      text(200, 146, '2 publish', 'mid small badtext'),
      box('good', [270, 78, 120, 30], 6),
      text(330, 98, 'database', 'mid'),
      box('box', [270, 114, 120, 30], 6),
      text(330, 134, 'broker', 'mid'),
      text(412, 98, 'A crash between 1 and 2: the order is paid,', 'small'),
      text(412, 116, 'and nobody hears of it. The other way round,', 'small'),
      text(412, 134, 'they hear of an order that never was.', 'small'),
      path('dashed', 'M24 168H736'),
      text(24, 196, 'outbox', 'strong goodtext'),
      box('box', [24, 226, 110, 48], 8),
      text(79, 255, 'use case', 'mid'),
      arrow('goodline', 'M134 250H196'),
      box('good', [200, 206, 150, 94], 8),
      text(275, 226, 'one transaction', 'mid small'),
      box('box', [212, 234, 126, 24], 4),
      text(275, 251, 'the change', 'mid small'),
      box('box', [212, 266, 126, 24], 4),
      text(275, 283, 'outbox row, event id', 'mid small'),
      arrow('line', 'M350 262H404'),
      text(377, 254, 'read', 'mid small'),
      box('box', [408, 240, 80, 44], 8),
      text(448, 267, 'relay', 'mid'),
      arrow('goodline', 'M488 262H546'),
      text(517, 254, 'publish', 'mid small'),
      box('box', [550, 240, 70, 44], 8),
      text(585, 267, 'broker', 'mid'),
      arrow('line', 'M620 262H646'),
      box('wait', [650, 236, 90, 52], 8),
      text(695, 258, 'consumer', 'mid small'),
      text(695, 274, 'drops repeats', 'mid small'),
      arrow('line', 'M448 284C440 324 350 326 290 302'),
      text(396, 334, 'mark as sent, afterwards', 'small'),
      text(24, 356, 'A crash before the mark publishes twice, and never zero times.', 'small'),
    ],
  };
}
