import type { NumberOf } from './numbers-of';
import { arrow, box, dot, path, printed, text, type Picture } from './svg';

/** Two writers that expect the same version of one stream. */
export function twoWriters(): Picture {
  const [a, stream, b] = [130, 380, 630];
  const head = (x: number, words: string): readonly string[] => [
    box('box', [x - 70, 54, 140, 32], 8),
    text(x, 75, words, 'mid strong'),
    path('dashed', `M${x} 86V356`),
  ];
  return {
    title: 'The version is compared in the same step as the write',
    story:
      'Writers A and B both read the stream at version 2. A appends PickedUp expecting 2, and the stream is at 3. B appends Cancelled expecting 2 and is refused: expected 2, actual 3. B reads again, finds that the drink has been picked up, and decides again: too late to cancel.',
    height: 384,
    parts: [
      ...head(a, 'Writer A: pick up'),
      ...head(stream, 'Stream order-42'),
      ...head(b, 'Writer B: cancel'),
      arrow('line', `M${stream - 4} 112H${a + 6}`),
      text(256, 106, 'read: version 2', 'mid small'),
      arrow('line', `M${stream + 4} 126H${b - 6}`),
      text(504, 120, 'read: version 2', 'mid small'),
      arrow('goodline', `M${a + 4} 166H334`),
      text(234, 158, 'append PickedUp, expected 2', 'mid small'),
      box('good', [340, 154, 80, 24], 6),
      text(stream, 170, 'now 3', 'mid small goodtext'),
      arrow('badline', `M${b - 4} 210H424`),
      text(528, 202, 'append Cancelled, expected 2', 'mid small'),
      box('bad', [340, 198, 80, 24], 6),
      text(stream, 214, 'still 3', 'mid small badtext'),
      arrow('badline', `M${stream + 4} 244H${b - 6}`),
      text(504, 238, 'refused: expected 2, actual 3', 'mid small badtext'),
      arrow('line', `M${stream + 4} 278H${b - 6}`),
      text(504, 272, 'read again: 3, picked up', 'mid small'),
      box('wait', [544, 294, 172, 44], 8),
      text(b, 312, 'decide again:', 'mid small'),
      text(b, 328, 'too late to cancel', 'mid small'),
      text(
        24,
        372,
        'To append Cancelled at version 4 without deciding again would be worse than the refusal.',
        'small',
      ),
    ],
  };
}

/** Changes of one record that are asked for and that succeed, with three attempts each. */
export function conflictCurve(of: NumberOf): Picture {
  const [window, limit] = [of('window'), of('most-saved')];
  const [oat, saved] = [of('oat-rate'), of('saved')];
  const most = 60;
  const x = (asked: number): number => 90 + asked * 10;
  const y = (succeeding: number): number => 290 - succeeding * 3.5;
  const curve = Array.from({ length: most + 1 }, (_, asked) => [asked, succeeding(asked, window)] as const);
  return {
    title: `One record, ${of('read-to-write-ms')} ms from read to write, three attempts for each change`,
    story: `The changes that are asked for a second, against those that succeed. At 10 a second nearly all succeed; at ${printed(oat)} only ${printed(saved)} do, and the others give up after three attempts. A straight line shows all succeeding. However many attempts there are, no more than ${limit} a second can succeed.`,
    height: 360,
    parts: [
      path('line', `M${x(0)} 66V290H${x(most)}`),
      ...[0, 10, 20, 30, 40, 50, 60].flatMap((tick) => [text(x(tick), 310, `${tick}`, 'small mid')]),
      ...[0, 10, 20, 30, 40, 50].map((tick) => text(80, y(tick) + 4, `${tick}`, 'small end')),
      text(x(30), 336, 'changes asked for, a second', 'mid'),
      text(24, 58, 'succeed', 'small'),
      path('dashed', `M${x(0)} ${y(limit)}H${x(most)}`),
      text(x(1), y(limit) - 7, `the limit, with any number of attempts: ${limit} a second`, 'small'),
      path('goodline', `M${x(0)} ${y(0)}L${x(most)} ${y(most)}`),
      path(
        'badline',
        `M${curve.map(([asked, good]) => `${x(asked).toFixed(1)} ${y(good).toFixed(1)}`).join('L')}`,
      ),
      path('dashed', `M${x(oat)} ${y(saved)}V${y(oat)}`),
      dot('bad', x(oat), y(saved), 5),
      text(x(oat) + 12, y(saved) + 22, `${printed(oat)} asked for, ${printed(saved)} succeed`, 'badtext'),
      text(x(27), y(34), 'all succeed', 'goodtext end'),
    ],
  };
}

/**
 * How many changes of one record succeed a second when each is tried three times. An attempt that is one of n in the time from
 * read to write is refused in n / (1 + n) of all cases: after a success, the next that can is the first one that reads after it.
 */
function succeeding(asked: number, window: number): number {
  let refused = 0;
  for (let step = 0; step < 500; step++) {
    const meeting = asked * (1 + refused + refused ** 2) * window;
    refused += (meeting / (1 + meeting) - refused) / 4;
  }
  return asked * (1 - refused ** 3);
}
