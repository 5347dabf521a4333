import type { NumberOf } from './numbers-of';
import { arrow, box, path, printed, text, type Picture } from './svg';

/** The steps of an order, what takes each back, and the point of no return. */
export function sagaPath(): Picture {
  const steps = ['reserve', 'charge', 'brew', 'tell'];
  const at = (step: number): number => 40 + step * 180;
  const width = 130;
  return {
    title: 'Back up to the pivot, forward after it',
    story:
      'Four steps in a row: reserve, charge, brew, tell; each is committed at once. Brewing is the pivot. When the pivot is refused, the way leads back: refund what charge took, then release what reserve held, the last one first, and the order has ended as it began. When it is unknown whether the pivot has happened, and after it, there is no way back: telling is repeated until it works, or a person is called.',
    height: 286,
    parts: [
      ...steps.flatMap((name, step) => [
        box(step === 2 ? 'wait' : 'good', [at(step), 70, width, 48], 8),
        text(at(step) + width / 2, 99, name, 'mid strong'),
      ]),
      ...[0, 1, 2].map((step) => arrow('goodline', `M${at(step) + width} 94H${at(step + 1) - 4}`)),
      text(at(2) + width / 2, 62, 'pivot', 'mid small'),
      text(at(3) + width / 2, 62, 'repeated until it works', 'mid small goodtext'),
      ...['release', 'refund'].flatMap((name, step) => [
        box('bad', [at(step), 178, width, 42], 8),
        text(at(step) + width / 2, 204, name, 'mid strong'),
        path('dashed', `M${at(step) + width / 2} 118V178`),
      ]),
      arrow('badline', `M${at(2) + 40} 118V199H${at(1) + width + 4}`),
      text(at(2) + 50, 168, 'refused', 'small badtext'),
      arrow('badline', `M${at(1)} 199H${width + at(0) + 4}`),
      arrow('badline', `M${at(0)} 199H16`),
      path('dashed', `M${at(2) + width + 25} 50V232`),
      text(at(2) + width + 36, 160, 'from here on', 'small'),
      text(at(2) + width + 36, 176, 'no way back', 'small'),
      text(
        24,
        264,
        'If nobody knows whether the pivot has happened, there is no way back either: ask again, then call a person.',
        'small',
      ),
    ],
  };
}

/** A refund that overtakes its charge, without and with the key of the charge. */
export function lateCharge(of: NumberOf): Picture {
  const [gaveUp, late] = [of('worst-step'), of('late')];
  const y = (seconds: number): number => 100 + seconds * 24;
  const half = (x: number, head: string, refunded: string, arrived: string, look: 'good' | 'bad') => {
    const [saga, payment] = [x + 44, x + 306];
    return [
      text(x, 62, head, 'strong'),
      text(saga, 84, 'saga', 'mid small'),
      text(payment, 84, 'payment', 'mid small'),
      path('dashed', `M${saga} 90V${y(9)}`),
      path('dashed', `M${payment} 90V${y(9)}`),
      path('badline', `M${saga} ${y(0.2)}L${saga + 130} ${y(1)}`),
      text(saga + 12, y(1.9), 'charge, key 7:', 'small'),
      text(saga + 12, y(2.6), 'three times no answer', 'small'),
      path(
        'dashed',
        `M${saga + 130} ${y(1)}C${saga + 250} ${y(2)} ${saga + 200} ${y(late - 1)} ${payment} ${y(late)}`,
      ),
      text(saga + 8, y(gaveUp) - 12, `${printed(gaveUp)} s: give up, refund`, 'small'),
      arrow('line', `M${saga} ${y(gaveUp)}H${payment - 4}`),
      text(saga + 8, y(gaveUp) + 17, refunded, 'small'),
      box(look, [payment - 128, y(late) - 2, 156, 26], 6),
      text(payment - 50, y(late) + 15, arrived, 'small mid'),
    ];
  };
  return {
    title: 'The refund is faster than the charge',
    story: `Two time lines. In both, a charge with key 7 gets no answer, and after three attempts, at ${printed(gaveUp)} seconds, the saga gives it up and sends a refund. Left: payment finds nothing to refund and answers that all is well; the charge arrives at ${late} seconds and takes the money. Right: the refund names key 7, payment remembers it, and the charge that arrives at ${late} seconds is refused.`,
    height: 344,
    parts: [
      ...half(24, 'The refund names the order', 'nothing to refund: ok', `${late} s: money taken`, 'bad'),
      ...half(
        396,
        'The refund names the charge, too',
        'nothing yet; 7 is closed',
        `${late} s: 7 is refused`,
        'good',
      ),
    ],
  };
}
