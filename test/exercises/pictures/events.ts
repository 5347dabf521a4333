import { arrow, box, dot, path, text, type Picture } from './svg';

const logged = [
  ['order-41', 1],
  ['order-42', 1],
  ['order-41', 2],
  ['order-42', 2],
  ['order-43', 1],
  ['order-42', 3],
] as const;
const streams = ['order-41', 'order-42', 'order-43'];

/** One append, and the readers of the one log of all streams. */
export function eventLog(): Picture {
  const x = (position: number): number => 306 + (position - 1) * 42;
  const y = (stream: string): number => 92 + streams.indexOf(stream) * 32;
  const reader = (top: number, name: string, behind: string, rows: string): readonly string[] => [
    box('box', [596, top, 140, 84], 8),
    text(610, top + 24, name, 'strong'),
    text(610, top + 46, behind, 'small'),
    text(610, top + 66, rows, 'small'),
  ];
  return {
    title: 'One append, many readers, each with its own checkpoint',
    story:
      'A command is decided by the aggregate, which appends to its stream, order-42, expecting version 2. The new event has version 3 in this stream and position 6 in the one log of all streams. Two projections follow the log. The checkpoint of the kitchen screen is 6, so its lag is 0; that of loyalty is 4, and its lag is 2.',
    height: 320,
    parts: [
      box('box', [24, 92, 120, 62], 8),
      text(84, 118, 'aggregate', 'mid strong'),
      text(84, 138, 'decides', 'mid small'),
      arrow('goodline', 'M144 123H220'),
      text(182, 100, 'append,', 'mid small'),
      text(182, 115, 'expects 2', 'mid small'),
      arrow('line', 'M224 160C180 190 110 190 86 158'),
      text(40, 208, 'read one stream', 'small'),
      box('box', [224, 52, 346, 208], 10),
      text(238, 76, 'event store', 'strong'),
      ...streams.map((stream) => text(238, y(stream) + 18, stream, 'small')),
      ...logged.flatMap(([stream, version], at) => [
        box(at === logged.length - 1 ? 'good' : 'box', [x(at + 1), y(stream), 36, 24], 4),
        text(x(at + 1) + 18, y(stream) + 16, `v${version}`, 'mid small'),
        box('wait', [x(at + 1), 210, 36, 24], 4),
        text(x(at + 1) + 18, 226, `${at + 1}`, 'mid small'),
      ]),
      path('line', 'M238 198H556'),
      text(238, 226, 'positions', 'small'),
      text(238, 251, 'one order over all streams', 'small'),
      arrow('line', 'M570 216C584 196 580 130 592 110'),
      arrow('line', 'M570 222C580 222 584 214 592 208'),
      ...reader(60, 'kitchen screen', 'checkpoint 6, lag 0', 'orders to prepare'),
      ...reader(162, 'loyalty', 'checkpoint 4, lag 2', 'points of customers'),
      text(24, 290, 'A stream answers “what may happen next to this order?”', 'small'),
      text(24, 308, 'The positions answer “what have I not seen yet?”', 'small'),
    ],
  };
}

interface Step {
  readonly who: 'A' | 'B';
  readonly does: 'read' | 'push';
}

/** Two writers that read a length and push, in each sequence of their four steps. */
export function sixSequences(): Picture {
  const sequences = interleavings();
  const good = sequences.filter((sequence) => !bothWin(sequence)).length;
  const row = (sequence: readonly Step[], at: number): readonly string[] => {
    const top = 64 + at * 38;
    const lost = bothWin(sequence);
    return [
      text(24, top + 20, `${at + 1}`, 'small'),
      ...sequence.flatMap(({ who, does }, step) => [
        box(who === 'A' ? 'box' : 'wait', [50 + step * 116, top, 106, 28], 6),
        text(103 + step * 116, top + 19, `${who}: ${does}`, 'mid'),
      ]),
      text(
        530,
        top + 19,
        lost ? 'both read 2, and both succeed' : 'the second one reads 3: refused',
        lost ? 'badtext' : 'goodtext',
      ),
    ];
  };
  return {
    title: 'Read the length, compare, push: the six sequences of two writers',
    story: `Two writers, A and B, each read the length of a stream and then push. Their four steps can happen in ${sequences.length} sequences. In ${good} of them one writer has finished before the other begins, and the other is refused. In the ${sequences.length - good} others both read length 2 before either pushes, and both succeed.`,
    height: 320,
    parts: [
      ...sequences.flatMap(row),
      text(24, 308, `A test that runs one writer after the other sees only the ${good} good ones.`, 'small'),
    ],
  };
}

/** The sequences of two times two steps, those of one writer in their own order. Begins and ends with the good ones. */
function interleavings(): readonly (readonly Step[])[] {
  const places = [0, 1, 2, 3];
  const pairs = places.flatMap((first) =>
    places.filter((second) => second > first).map((second) => [first, second]),
  );
  return pairs.map((ofA) =>
    places.map((place) => {
      const who = ofA.includes(place) ? 'A' : 'B';
      const own = places.filter((other) => ofA.includes(other) === (who === 'A'));
      return { who, does: own.indexOf(place) === 0 ? 'read' : 'push' };
    }),
  );
}

function bothWin(steps: readonly Step[]): boolean {
  return steps.findLastIndex(({ does }) => does === 'read') < steps.findIndex(({ does }) => does === 'push');
}

/** A position that is taken early and becomes visible late. */
export function pollerGap(): Picture {
  return {
    title: 'Position taken early, visible late: event 41 is never read',
    story:
      'Writer A takes position 41 and is slow. Writer B takes position 42 and commits. The poller reads everything above 40, finds 42 and moves its checkpoint there. Then A commits 41. The poller asks for what is above 42 and never sees 41.',
    height: 320,
    parts: [
      text(24, 85, 'writer A', 'strong'),
      box('wait', [130, 66, 400, 28], 6),
      text(142, 85, 'takes 41, and is slow', 'small'),
      dot('good', 530, 80, 6),
      text(544, 84, 'commits 41', 'small goodtext'),
      text(24, 145, 'writer B', 'strong'),
      box('wait', [210, 126, 130, 28], 6),
      text(222, 145, 'takes 42', 'small'),
      dot('good', 340, 140, 6),
      text(354, 144, 'commits 42', 'small goodtext'),
      text(24, 215, 'poller', 'strong'),
      path('line', 'M130 210H730'),
      dot('box', 400, 210, 7),
      arrow('goodline', 'M344 148C366 160 384 178 396 200'),
      text(400, 238, 'above 40: reads 42', 'mid small'),
      text(400, 254, 'checkpoint = 42', 'mid small'),
      dot('bad', 640, 210, 7),
      path('badline', 'M532 90C540 130 560 160 580 182'),
      text(588, 190, '✕', 'strong badtext mid'),
      text(640, 238, 'above 42: nothing', 'mid small badtext'),
      text(640, 254, '41 lies below it', 'mid small badtext'),
      text(24, 296, 'One cure: assign the position in the step that makes the event visible.', 'small'),
    ],
  };
}
