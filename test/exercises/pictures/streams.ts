import type { NumberOf } from './numbers-of';
import { arrow, box, dot, path, printed, text, type Picture } from './svg';

/** A stream that its server cuts, and what is published while the phone is away. */
export function cutStreams(of: NumberOf): Picture {
  const [lives, away] = [of('write-timeout'), of('away')];
  const cycle = of('cycle');
  const x = (second: number): number => 120 + second * 16;
  const starts = [0, cycle];
  const events = [
    { name: 'paid', at: 4 },
    { name: 'brewing', at: 10 },
    { name: 'ready', at: lives + away / 2 },
  ].map((event) => ({
    ...event,
    isHeard: starts.some((from) => event.at >= from && event.at < from + lives),
  }));
  const told = events.map(
    ({ name, at, isHeard }) =>
      `"${name}" at ${printed(at)} seconds ${isHeard ? 'arrives' : 'falls between two streams and is lost'}`,
  );
  return {
    title: `A response may last ${lives} s, and the phone comes back after ${away}`,
    story: `The stream is open for ${lives} seconds, and open again at ${cycle}. ${told.join('; ')}. At second ${cycle} the phone asks again, and goes on showing "brewing".`,
    height: 274,
    parts: [
      text(104, 84, 'published', 'end'),
      path('line', `M${x(0)} 80H${x(cycle + lives)}`),
      ...events.flatMap(({ name, at, isHeard }) => [
        dot(isHeard ? 'good' : 'bad', x(at), 80, 6),
        text(x(at), 66, name, `small mid ${isHeard ? 'goodtext' : 'badtext'}`),
        isHeard ? arrow('goodline', `M${x(at)} 90V126`) : arrow('badline', `M${x(at)} 90V118`),
      ]),
      text(104, 149, 'stream', 'end'),
      ...starts.flatMap((from) => [
        box('good', [x(from), 128, x(lives) - x(0), 34], 4),
        text(x(from + lives / 2), 150, `open for ${lives} s`, 'small mid'),
      ]),
      path('dashed', `M${x(lives)} 145H${x(cycle)}`),
      text(x(lives + away / 2), 182, 'nobody', 'small mid badtext'),
      text(104, 217, 'the phone', 'end'),
      box('box', [x(4), 198, x(10) - x(4), 30], 4),
      text(x(7), 217, 'paid', 'small mid'),
      box('wait', [x(10), 198, x(cycle + lives) - x(10), 30], 4),
      text(x((10 + cycle + lives) / 2), 217, 'brewing, and brewing', 'small mid'),
      ...[0, lives, cycle, cycle + lives].map((second) =>
        text(x(second), 256, `${printed(second)} s`, 'small mid'),
      ),
    ],
  };
}

/** What a client that is written to can be, and what happens to it in between. */
export function clientStates(): Picture {
  const states = [
    { x: 50, look: 'good', name: 'open', does: 'each event at once' },
    { x: 310, look: 'wait', name: 'full', does: 'nothing is written' },
    { x: 570, look: 'bad', name: 'gone', does: 'no timer, no place' },
  ] as const;
  return {
    title: 'A client is open, full or gone, and nobody else waits for it',
    story:
      'An open client gets each event at once. A write that answers false makes it full: nothing is written to it, no comment either. When its buffer drains it is open again, and gets what it missed from what is kept. When it has missed more than is kept, its line is ended: it is gone, and comes back with its last id. A line that closes or a write that throws makes an open or full client gone as well.',
    height: 250,
    parts: [
      ...states.flatMap(({ x, look, name, does }) => [
        box(look, [x, 104, 140, 56], 10),
        text(x + 70, 128, name, 'strong mid'),
        text(x + 70, 147, does, 'small mid'),
      ]),
      arrow('line', 'M190 122H308'),
      text(249, 113, 'write: false', 'small mid'),
      arrow('goodline', 'M310 144H192'),
      text(249, 163, 'drained: it gets', 'small mid goodtext'),
      text(249, 178, 'what it missed', 'small mid goodtext'),
      arrow('badline', 'M450 132H568'),
      text(509, 119, 'missed more', 'small mid badtext'),
      text(509, 152, 'than is kept', 'small mid badtext'),
      arrow('line', 'M120 104V72H640V102'),
      text(380, 62, 'closed, or a write that throws', 'small mid'),
      arrow('line', 'M640 160V206H120V162'),
      text(380, 225, 'comes back as a new client, with its last id', 'small mid'),
    ],
  };
}
