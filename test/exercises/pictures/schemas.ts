import type { NumberOf } from './numbers-of';
import { arrow, box, path, printed, text, type Picture } from './svg';

/** Which table, and which key or index of it, answers each question. */
export function accessPaths(of: NumberOf): Picture {
  const question = (y: number, first: string, second: string): readonly string[] => [
    box('wait', [24, y, 190, 50], 8),
    text(119, y + 21, first, 'mid strong'),
    text(119, y + 39, second, 'mid small'),
  ];
  return {
    title: 'Questions first: each gets a key, an index, or "once a night"',
    story: `Four questions on the left, two tables on the right. One order by its id: the key of orders. A customer's latest ${of('customer-shown')}: an index of orders on customer and time. The lines of an order: the key of order_lines, order and line number. What was sold of an item: an index of order_lines on the item. Name and price are copied into the line; the item is referenced, and cannot be deleted.`,
    height: 372,
    parts: [
      ...question(56, 'this order', 'all day, by id'),
      ...question(130, 'her latest orders', `all day, ${of('customer-shown')} by time`),
      ...question(204, 'what was in it', 'all day, by order'),
      ...question(278, 'what was sold of it', 'reports, by item'),
      box('good', [420, 56, 316, 124], 8),
      text(436, 80, 'orders', 'strong'),
      text(436, 104, 'key: id'),
      text(436, 128, 'index: customer_id, created_at DESC'),
      text(436, 160, 'keeps the total, written with the lines', 'small'),
      box('good', [420, 204, 316, 124], 8),
      text(436, 228, 'order_lines', 'strong'),
      text(436, 252, 'key: order_id, line_no'),
      text(436, 276, 'index: item_id'),
      text(436, 298, 'copied: name, price, as they were', 'small'),
      text(436, 316, 'referenced: the item, ON DELETE RESTRICT', 'small'),
      arrow('goodline', 'M214 81C320 81 340 100 428 100'),
      arrow('goodline', 'M214 155C320 155 340 124 428 124'),
      arrow('goodline', 'M214 229C320 229 340 248 428 248'),
      arrow('goodline', 'M214 303C320 303 340 272 428 272'),
      text(
        380,
        354,
        `a history with lines reads ${of('lines-history-pages')} pages, with the kept total ${of('customer-pages')}`,
        'mid small',
      ),
    ],
  };
}

/** A table in monthly parts: what one query reads, what another has to, and how the oldest leaves. */
export function monthPartitions(of: NumberOf): Picture {
  const months = ['January', 'February', 'March', 'April', 'May', 'June'];
  const at = (month: number): number => 40 + month * 116;
  return {
    title: 'One name, a table for each month',
    story:
      'Six partitions of orders, January to June. A report of May reads only May. January is too old and is dropped as a whole. A query by id alone has to look into all of them. July is made in advance. Each month begins at its first midnight in UTC and ends before the next.',
    height: 330,
    parts: [
      text(at(4) + 50, 66, 'the report of May', 'mid strong goodtext'),
      arrow('goodline', `M${at(4) + 50} 74V112`),
      ...months.flatMap((month, index) => [
        box(index === 0 ? 'bad' : index === 4 ? 'good' : 'box', [at(index), 116, 100, 64], 6),
        text(at(index) + 50, 144, month, 'mid strong'),
        text(
          at(index) + 50,
          165,
          index === 0 ? 'DROP, at once' : index === 4 ? 'read' : 'not read',
          'mid small',
        ),
        path('dashed', `M380 262L${at(index) + 50} 184`),
      ]),
      box('wait', [250, 262, 260, 30], 6),
      text(380, 282, 'WHERE id = 47123: which month?', 'mid'),
      text(
        380,
        314,
        `measured with ${of('partitions')} of them: ${of('by-id')} pages by id instead of 3; one day ${of('day-partition-pages')} instead of ${printed(of('table-pages'))}`,
        'mid small',
      ),
    ],
  };
}

/** Five questions that choose where data live. */
export function storeChooser(of: NumberOf): Picture {
  const rows = [
    ['must two things change together?', 'relational', 'orders, payments, stock', 'good'],
    ['sums over billions of rows?', 'column store', 'fed from the first', 'box'],
    ['searched by words?', 'search index', 'fed from the first', 'box'],
    ['always whole, by one key?', 'key-value, documents', 'sessions, carts', 'box'],
    ['anything else', 'relational', 'open to the next question', 'good'],
  ] as const;
  const y = (row: number): number => 58 + row * 58;
  return {
    title: 'Ask what must be true, and what will be asked; not how large it gets',
    story:
      'Five questions from top to bottom, the first yes decides. Must two things change together: relational. Sums over billions of rows: a column store, fed from the first. Searched by words: a search index, fed from the first. Always read whole and by one key: key-value or documents. Anything else: relational.',
    height: 386,
    parts: [
      ...rows.flatMap(([question, store, example, look], row) => [
        box('wait', [40, y(row), 280, 40], 8),
        text(180, y(row) + 25, question, 'mid'),
        arrow('goodline', `M320 ${y(row) + 20}H416`),
        ...(row < rows.length - 1
          ? [
              text(368, y(row) + 14, 'yes', 'mid small goodtext'),
              arrow('line', `M180 ${y(row) + 40}V${y(row + 1) - 2}`),
              text(190, y(row) + 53, 'no', 'small'),
            ]
          : []),
        box(look, [420, y(row), 300, 40], 8),
        text(436, y(row) + 25, store, 'strong'),
        text(704, y(row) + 25, example, 'small end'),
      ]),
      text(
        380,
        366,
        `${printed(of('rate'))} orders a second write ${printed(of('log-mb'), 2)} MB of log a second: size is no reason here`,
        'mid small',
      ),
    ],
  };
}
