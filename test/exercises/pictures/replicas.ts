import type { NumberOf } from './numbers-of';
import { arrow, box, dot, path, text, type Picture } from './svg';

/** One order, two replicas that have it at different times, and three reads of one customer. */
export function replicaLag(of: NumberOf): Picture {
  const [near, far] = [of('near-lag'), of('far-lag')];
  const [page, first, second] = [of('page-after'), of('first-refresh'), of('second-refresh')];
  const [primary, a, b, reader] = [92, 152, 212, 282];
  const left = 150;
  const at = (seconds: number): number => left + seconds * 160;
  const read = (seconds: number, from: number, found: boolean, words: string): readonly string[] => [
    dot(found ? 'good' : 'bad', at(seconds), reader, 6),
    arrow(found ? 'goodline' : 'badline', `M${at(seconds)} ${from + 16}V${reader - 8}`),
    text(at(seconds), reader + 24, `${seconds} s`, 'small mid'),
    text(at(seconds), reader + 42, words, `mid ${found ? 'goodtext' : 'badtext'}`),
  ];
  const has = (y: number, from: number): readonly string[] => [
    ...(from > 0.1 ? [box('bad', [at(0), y - 14, at(from) - at(0), 28], 4)] : []),
    box('good', [at(from), y - 14, 730 - at(from), 28], 4),
  ];
  return {
    title: 'One order, two replicas: the same list at three moments',
    story: `The primary commits the order at 0 seconds. Replica A has it after ${near} seconds, replica B after ${far}. The page reads B at ${page} seconds and finds nothing. A refresh at ${first} seconds reads A and finds the order; another at ${second} seconds reads B, and the order is gone again.`,
    height: 366,
    parts: [
      ...has(primary, 0),
      ...has(a, near),
      ...has(b, far),
      text(134, primary + 5, 'primary', 'end strong'),
      text(134, a + 5, 'replica A', 'end strong'),
      text(134, b + 5, 'replica B', 'end strong'),
      text(134, reader + 5, 'the customer', 'end strong'),
      text(at(0) + 12, primary + 5, 'the order is committed', 'small'),
      text(at(near) + 12, a + 5, `has it ${near} s later`, 'small'),
      text(at(far) + 6, b + 5, `${far} s later`, 'small'),
      text(at(0) + 130, b + 5, 'does not have it yet', 'small mid'),
      path('line', `M${at(0)} ${reader}H730`),
      ...read(page, b, false, 'nothing'),
      ...read(first, a, true, 'one order'),
      ...read(second, b, false, 'gone again'),
      text(
        24,
        348,
        'Nothing here is broken. Two promises are: read your writes, and monotonic reads.',
        'small',
      ),
    ],
  };
}

/** Which promise contains which, and what a copy that is cut off may still keep. */
export function consistencyMap(): Picture {
  const promise = (look: string, x: number, y: number, words: string): readonly string[] => [
    box(look, [x - 85, y, 170, 36], 8),
    text(x, y + 23, words, 'mid strong'),
  ];
  return {
    title: 'Which promise contains which: an arrow leads to the weaker one',
    story:
      'Strict serializable contains serializable and linearisable. On the side of transactions serializable contains snapshot isolation, and that read committed. On the side of one thing linearisable contains causal, and causal contains read your writes and monotonic reads. Eventual stands by itself: it only says that copies agree in the end. Cut off from the majority, no copy can answer everything and keep strict serializable, serializable, snapshot isolation or linearisable; causal and read your writes can be kept for customers who stay with one copy; read committed, monotonic reads and eventual can be kept everywhere.',
    height: 414,
    parts: [
      text(160, 84, 'transactions over many things', 'small mid'),
      text(560, 84, 'one thing, many copies', 'small mid'),
      ...promise('bad', 360, 60, 'strict serializable'),
      ...promise('bad', 160, 132, 'serializable'),
      ...promise('bad', 160, 204, 'snapshot isolation'),
      ...promise('good', 160, 276, 'read committed'),
      ...promise('bad', 560, 132, 'linearisable'),
      ...promise('wait', 560, 204, 'causal'),
      ...promise('wait', 450, 276, 'read your writes'),
      ...promise('good', 656, 276, 'monotonic reads'),
      ...promise('good', 560, 336, 'eventual'),
      text(656, 352, 'only: copies', 'small'),
      text(656, 367, 'agree in the end', 'small'),
      arrow('line', 'M300 98L222 130'),
      arrow('line', 'M420 98L498 130'),
      arrow('line', 'M160 168V202'),
      arrow('line', 'M160 240V274'),
      arrow('line', 'M560 168V202'),
      arrow('line', 'M530 240L468 274'),
      arrow('line', 'M590 240L640 274'),
      text(24, 340, 'While this copy is cut off from the majority:', 'small strong'),
      text(24, 360, 'red: it must refuse some requests', 'small badtext'),
      text(24, 378, 'yellow: it can keep it for customers who stay with it', 'small'),
      text(
        24,
        396,
        'green: for everybody (monotonic reads: by showing only what all copies have)',
        'small goodtext',
      ),
    ],
  };
}

/** Three copies, one of them cut off, and what each side answers. */
export function cutLine(of: NumberOf): Picture {
  const copy = (look: string, x: number, y: number, name: string): readonly string[] => [
    box(look, [x, y, 130, 46], 10),
    text(x + 65, y + 28, name, 'mid strong'),
  ];
  const price = `€${of('order-price').toFixed(2)}`;
  return {
    title: 'The line to Lisbon is cut: what each side answers',
    story: `Three copies, Berlin, São Paulo and Lisbon; the line to Lisbon is cut. Berlin and São Paulo are two of three and answer everything. Lisbon is one of three: it sells coffee for ${price} as new rows, shows the menu, which may be old, and refuses to redeem ${of('points').toLocaleString('en')} points. When the line is back, Lisbon's new orders are copied over.`,
    height: 340,
    parts: [
      ...copy('good', 40, 84, 'Berlin'),
      ...copy('good', 210, 84, 'São Paulo'),
      ...copy('wait', 540, 84, 'Lisbon'),
      path('goodline', 'M170 107H210'),
      path('badline', 'M340 107H410M470 107H540M414 94L440 120M440 94L414 120'),
      text(190, 70, 'two of three: a majority', 'mid goodtext'),
      text(605, 70, 'one of three', 'mid'),
      path('dashed', 'M440 140V290'),
      text(40, 166, `a coffee for ${price}`),
      text(400, 166, 'yes', 'end goodtext strong'),
      text(40, 200, `pay with ${of('points').toLocaleString('en')} points`),
      text(400, 200, 'yes: a majority decides', 'end goodtext strong'),
      text(40, 234, 'show the menu'),
      text(400, 234, 'yes', 'end goodtext strong'),
      text(470, 166, 'yes: a new row', 'goodtext strong'),
      text(470, 200, 'not now', 'badtext strong'),
      text(470, 234, 'yes, perhaps an old one', 'goodtext strong'),
      text(470, 270, 'When the line is back, its new orders', 'small'),
      text(470, 286, 'are copied over; none contradicts another.', 'small'),
      text(
        24,
        322,
        'The choice is made for each operation. No row of this table says "the system".',
        'small',
      ),
    ],
  };
}
