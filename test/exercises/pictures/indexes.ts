import type { NumberOf } from './numbers-of';
import { arrow, box, path, printed, text, type Picture } from './svg';

/** From the root of a small index to the few pages of a table that a query needs. */
export function treeWalk(of: NumberOf): Picture {
  const leaves = [0, 1, 2].map((at) => 60 + at * 130);
  const pages = Array.from({ length: 26 }, (_, at) => 60 + at * 24.5);
  const read = of('queue-table-pages');
  const firstRead = 18;
  return {
    title: `The ${of('shown')} oldest pending orders: down the tree once, then straight on`,
    story: `A partial index of ${printed(of('pending'))} pending orders, sorted by time: a root, below it three leaves. The query reads the root and the first leaf, where the ${of('shown')} oldest are neighbours, and from there ${read} pages of the table: ${of('queue-pages')} pages. Without the index it reads all ${printed(of('table-pages'))} pages of the table.`,
    height: 372,
    parts: [
      text(60, 70, `the index: ${of('partial-kb')} kB`, 'strong'),
      box('good', [170, 84, 120, 36], 6),
      text(230, 107, 'root', 'mid'),
      ...leaves.flatMap((x, at) => [
        path('line', `M230 120L${x + 40} 158`),
        box(at === 0 ? 'good' : 'box', [x, 158, 80, 36], 6),
        text(x + 40, 181, at === 0 ? `oldest ${of('shown')} …` : at === 2 ? '… newest' : '…', 'mid small'),
      ]),
      path('goodline', 'M230 120L100 158'),
      text(480, 98, `${of('queue-pages')} pages: root, leaf,`, 'strong goodtext'),
      text(480, 117, `and ${read} of the table`, 'strong goodtext'),
      text(480, 148, `without it: all ${printed(of('table-pages'))}, and a Sort`, 'strong badtext'),
      text(60, 238, `the table: ${printed(of('table-pages'))} pages, oldest orders on the left`, 'strong'),
      ...pages.map((x, at) =>
        box(at >= firstRead && at < firstRead + read ? 'good' : 'box', [x, 252, 20, 44], 2),
      ),
      arrow('goodline', `M100 194C100 226 ${pages[firstRead + 2]} 206 ${pages[firstRead + 2]} 248`),
      text(
        60,
        326,
        'Each page of the table has about 107 orders; one in ten of the newest is pending.',
        'small',
      ),
      text(
        60,
        346,
        'An index on the time of all orders begins on the far left, and walks past all that are done.',
        'small badtext',
      ),
    ],
  };
}

/** The same query with a full scan and with an index, node by node. */
export function twoPlans(of: NumberOf): Picture {
  const node = (look: string, x: number, y: number, name: string, says: string): readonly string[] => [
    box(look, [x, y, 280, 52], 8),
    text(x + 140, y + 22, name, 'mid strong'),
    text(x + 140, y + 41, says, 'mid small'),
  ];
  const shown = of('shown');
  return {
    title: 'Read a plan from the inside: which node reads, and which could be missing?',
    story: `Left, before: Seq Scan reads ${printed(of('table-pages'))} pages and ${printed(of('orders'))} orders and throws ${printed(of('unwanted-entries'))} away; Sort takes all ${printed(of('pending'))} that are left; Limit returns ${shown}. Right, after: Index Scan reads ${of('queue-pages')} pages and gives ${shown} orders in their order; Limit returns them. The Sort is gone.`,
    height: 322,
    parts: [
      text(60, 70, 'before', 'strong badtext'),
      ...node('box', 60, 84, 'Limit', `returns ${shown}`),
      ...node('bad', 60, 160, 'Sort', `needs all ${printed(of('pending'))} before the first`),
      ...node(
        'bad',
        60,
        236,
        'Seq Scan on orders',
        `${printed(of('table-pages'))} pages; ${printed(of('unwanted-entries'))} rows thrown away`,
      ),
      arrow('line', 'M200 236V216'),
      arrow('line', 'M200 160V140'),
      text(420, 70, 'after', 'strong goodtext'),
      ...node('box', 420, 84, 'Limit', `returns ${shown}`),
      text(560, 191, 'no Sort: the index has the order', 'mid small goodtext clear'),
      arrow('goodline', 'M560 236V200'),
      arrow('goodline', 'M560 176V140'),
      ...node('good', 420, 236, 'Index Scan', `${of('queue-pages')} pages; stops after ${shown} rows`),
    ],
  };
}
