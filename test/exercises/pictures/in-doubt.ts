import type { NumberOf } from './numbers-of';
import { arrow, box, path, text, type Picture } from './svg';

/** Two participants that have promised, and a coordinator that is gone. */
export function inDoubt(of: NumberOf): Picture {
  const back = of('coordinator-back');
  const lanes = { payment: 96, coordinator: 156, stock: 216 };
  const [asked, voted, died, returned] = [160, 230, 270, 600];
  return {
    title: 'Two-phase commit: both have said yes, and nobody tells them more',
    story: `The coordinator asks payment and stock to prepare. Both say yes and hold their locks. The coordinator decides to commit, stores it, and dies before it tells them. Payment and stock may neither commit nor roll back, and hold their locks for ${back} seconds, until the coordinator is back, reads its decision and tells both.`,
    height: 290,
    parts: [
      ...Object.entries(lanes).flatMap(([name, y]) => [
        text(24, y + 4, name, 'strong'),
        path('dashed', `M120 ${y}H736`),
      ]),
      ...[lanes.payment, lanes.stock].flatMap((y) => {
        const towards = y < lanes.coordinator ? 1 : -1;
        return [
          box('wait', [asked + 34, y - 13, returned - asked - 4, 26], 5),
          text((asked + returned) / 2 + 50, y + 4, 'has said yes: locks held, in doubt', 'mid small'),
          arrow('line', `M${asked} ${lanes.coordinator - 12 * towards}L${asked + 30} ${y + 15 * towards}`),
          arrow(
            'line',
            `M${voted - 12} ${y + 15 * towards}L${voted + 14} ${lanes.coordinator - 12 * towards}`,
          ),
          arrow(
            'goodline',
            `M${returned} ${lanes.coordinator - 12 * towards}L${returned + 28} ${y + 15 * towards}`,
          ),
        ];
      }),
      text(asked - 4, lanes.coordinator - 14, 'prepare?', 'small end'),
      text(voted + 22, lanes.coordinator - 6, 'yes', 'small'),
      box('bad', [died + 14, lanes.coordinator - 11, returned - died - 28, 22], 5),
      text(
        (died + returned) / 2,
        lanes.coordinator + 4,
        `decided, stored, dead for ${back} s`,
        'mid small badtext',
      ),
      text(returned + 26, lanes.coordinator + 16, 'commit!', 'small goodtext'),
      text(
        24,
        268,
        'Who rolls back alone contradicts a commit that the other may have been told; who commits alone, a rollback.',
        'small',
      ),
    ],
  };
}

/** What can become of units that an order holds. */
export function reservationLife(): Picture {
  const state = (look: string, x: number, name: string, words: string): readonly string[] => [
    box(look, [x, 78, 150, 58], 10),
    text(x + 75, 103, name, 'mid strong'),
    text(x + 75, 122, words, 'mid small'),
  ];
  return {
    title: 'A reservation ends by itself',
    story:
      'Three states. From free, reserve leads to held. From held, confirm leads to sold, if it comes before the deadline. Release leads from held back to free; so does the cleaning after the deadline, when nothing can be sold any more. Nothing leads out of sold.',
    height: 226,
    parts: [
      ...state('good', 24, 'free', 'others can get it'),
      ...state('wait', 305, 'held', 'until its deadline'),
      ...state('box', 586, 'sold', 'for good'),
      arrow('goodline', 'M174 94H301'),
      text(238, 86, 'reserve', 'mid small'),
      arrow('goodline', 'M455 107H582'),
      text(518, 99, 'confirm', 'mid small'),
      text(518, 126, 'before the deadline', 'mid small'),
      arrow('badline', 'M305 122H178'),
      text(240, 138, 'release', 'mid small'),
      arrow('badline', 'M380 136V176H99V140'),
      text(240, 192, 'after the deadline: given back, never sold', 'mid small badtext'),
    ],
  };
}
