import type { NumberOf } from './numbers-of';
import { arrow, box, printed, text, type Picture } from './svg';

const row = 30;
const top = 92;

/** A list that gets longer at its top between two pages of three. */
export function pageShift(of: NumberOf): Picture {
  const before = ['F', 'E', 'D', 'C', 'B', 'A'];
  const after = ['H', 'G', ...before];
  const list = (x: number, orders: readonly string[], lookOf: (order: string) => string): readonly string[] =>
    orders.flatMap((order, at) => [
      box(lookOf(order), [x, top + at * row, 96, row - 5], 4),
      text(x + 48, top + at * row + 17, `order ${order}`, 'mid'),
    ]);
  const among = (names: string, look: string) => (order: string) => (names.includes(order) ? look : 'box');
  return {
    title: 'Two orders arrive between page 1 and page 2',
    story: `A list of orders, newest first, in pages of three. Page 1 is F, E and D. Then H and G arrive at the top. OFFSET 3 counts from the top and shows E and D a second time, and C. The cursor "after D" shows C, B and A. At ${printed(of('rate'))} orders a second a list moves by a page of ${of('page-rows')} in ${printed(of('page-moves'), 2)} seconds.`,
    height: 372,
    parts: [
      text(88, 68, 'page 1', 'strong mid'),
      ...list(40, before, among('FED', 'good')),
      text(320, 68, 'page 2 by OFFSET 3', 'strong mid badtext'),
      ...list(272, after, (order) => (order === 'C' ? 'good' : among('ED', 'bad')(order))),
      text(380, top + 3 * row + 17, 'again', 'small badtext'),
      text(380, top + 4 * row + 17, 'again', 'small badtext'),
      text(380, top + 17, 'new', 'small'),
      text(380, top + row + 17, 'new', 'small'),
      text(560, 68, 'page 2 "after D"', 'strong mid goodtext'),
      ...list(512, after, among('CBA', 'good')),
      arrow('goodline', `M640 ${top + 4 * row + 12}H612`),
      text(646, top + 4 * row + 17, 'the cursor', 'small goodtext'),
      text(
        380,
        352,
        `${printed(of('rate'))} new orders a second: a page of ${of('page-rows')} moves on in ${printed(of('page-moves'), 2)} s`,
        'small mid',
      ),
    ],
  };
}

/** What a page costs, by how deep it lies. */
export function rowsRead(of: NumberOf): Picture {
  const depths = [0, 0.25, 0.5, 0.75, 1].map((share) => share * of('rows-before'));
  const most = of('offset-read');
  const floor = 250;
  const high = 160;
  return {
    title: `What a page of ${of('page-rows')} reads, by how deep it lies`,
    story: `Bars for pages after ${depths.map((depth) => printed(depth)).join(', ')} rows. By offset each reads all rows before it and its own ${of('page-rows')}, up to ${printed(most)}. By cursor every page reads ${of('one-more')}. All ${printed(of('pages'))} pages together read ${printed(of('walk-by-offset'), 0)} million rows by offset, and about ${printed(of('walk-by-cursor'))} by cursor.`,
    height: 320,
    parts: [
      ...depths.flatMap((depth, at) => {
        const x = 60 + at * 138;
        const read = depth + of('page-rows');
        const tall = Math.max((high * read) / most, 1.5);
        return [
          box('bad', [x, floor - tall, 44, tall]),
          text(x + 22, floor - tall - 8, printed(read), 'small mid badtext'),
          box('good', [x + 50, floor - 1.5, 44, 1.5]),
          text(x + 72, floor - 8, printed(of('one-more')), 'small mid goodtext'),
          text(x + 47, floor + 20, `after ${printed(depth)}`, 'small mid'),
        ];
      }),
      text(60, 66, 'by OFFSET', 'strong badtext'),
      text(150, 66, 'by cursor', 'strong goodtext'),
      text(
        380,
        300,
        `all ${printed(of('pages'))} pages: ${printed(of('walk-by-offset'), 0)} million rows, or about ${printed(of('walk-by-cursor'))}`,
        'small mid',
      ),
    ],
  };
}
