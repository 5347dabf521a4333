import type { NumberOf } from './numbers-of';
import { arrow, box, path, printed, text, type Picture } from './svg';

/** What becomes of a key, and what a copy that asks for it hears in each state. */
export function keyStates(of: NumberOf): Picture {
  const states = [
    { x: 40, look: 'box', name: 'free', holds: 'nothing is stored', copy: 'takes the key, and runs' },
    { x: 300, look: 'wait', name: 'running', holds: 'owner, fingerprint', copy: '409, at once' },
    { x: 560, look: 'good', name: 'answered', holds: 'answer, fingerprint', copy: 'the same answer again' },
  ] as const;
  return {
    title: 'A key has three states, and each has one answer for a copy',
    story: `A free key is taken in one step and is running, for lockMs at most. When its handler has answered, the answer is stored, and the key is answered for ttlMs, here ${of('answers-kept')} hours. A failure frees it, and so does the end of either lifetime. A copy that finds it free runs; running: it gets 409; answered: it gets the same answer again. If the fingerprint differs, it gets 422.`,
    height: 330,
    parts: [
      ...states.flatMap(({ x, look, name, holds, copy }) => [
        box(look, [x, 112, 160, 60], 10),
        text(x + 80, 138, name, 'strong mid'),
        text(x + 80, 158, holds, 'small mid'),
        text(x + 80, 282, copy, 'strong mid'),
      ]),
      arrow('line', 'M200 142H298'),
      text(249, 134, 'take', 'mid'),
      arrow('goodline', 'M460 142H558'),
      text(509, 134, 'store', 'mid goodtext'),
      arrow('line', 'M640 112V72H120V110'),
      text(380, 64, `ttlMs is over: ${of('answers-kept')} h`, 'small mid'),
      arrow('badline', 'M380 172V204H120V174'),
      text(250, 222, 'it failed, or lockMs is over', 'small mid badtext'),
      path('dashed', 'M24 240H736'),
      text(24, 260, 'What becomes of a copy that asks now:', 'small'),
      text(380, 312, 'Another request with a key that is taken: 422, running or answered', 'small mid'),
    ],
  };
}

interface Step {
  readonly at: number;
  readonly words: string;
  readonly look: string;
}

const from = 110;
const column = 104;

/** Two copies of one order: as they slip past a lock, and as one step holds them apart. */
export function twoCopies(of: NumberOf): Picture {
  const lane = (y: number, name: string, steps: readonly Step[]): readonly string[] => [
    text(96, y + 21, name, 'end'),
    path('line', `M${from} ${y + 16}H736`),
    ...steps.flatMap(({ at, words, look }) => [
      box(look, [from + at * column, y, column - 8, 32], 5),
      text(from + at * column + (column - 8) / 2, y + 20, words, 'small mid'),
    ]),
  ];
  const price = `€${of('order-price').toFixed(2)}`;
  return {
    title: 'The same two copies: look, then lock; and take in one step',
    story: `Above, copy B looks and finds nothing. Copy A locks, runs and charges ${price}, stores its answer and unlocks. Then B gets the lock and runs as well: ${printed(2 * of('order-price'), 2)} euros for one latte. Below, A takes the key; B asks while A runs and gets 409; A stores; B asks again and gets the replay.`,
    height: 340,
    parts: [
      text(24, 66, 'look for an answer, then lock', 'strong badtext'),
      ...lane(80, 'copy A', [
        { at: 1, words: 'look, lock', look: 'box' },
        { at: 2, words: `run: ${price}`, look: 'good' },
        { at: 3, words: 'store, unlock', look: 'box' },
      ]),
      ...lane(124, 'copy B', [
        { at: 0, words: 'look: nothing', look: 'wait' },
        { at: 4, words: 'lock: mine', look: 'wait' },
        { at: 5, words: `run: ${price}`, look: 'bad' },
      ]),
      text(from + column, 176, 'B still believes its first look', 'small badtext'),
      path('dashed', 'M24 198H736'),
      text(24, 226, 'take the key, or learn who has it, in one step', 'strong goodtext'),
      ...lane(240, 'copy A', [
        { at: 0, words: 'take: mine', look: 'box' },
        { at: 1, words: `run: ${price}`, look: 'good' },
        { at: 3, words: 'store, if mine', look: 'box' },
      ]),
      ...lane(284, 'copy B', [
        { at: 2, words: 'take: 409', look: 'wait' },
        { at: 4, words: 'take: replay', look: 'good' },
      ]),
    ],
  };
}
