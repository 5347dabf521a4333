import type { NumberOf } from './numbers-of';
import { arrow, box, dot, path, printed, text, type Picture } from './svg';

/** How long a dead instance is called: the time to live, and then the refresh. */
export function deadOnTheList(of: NumberOf): Picture {
  const [beat, expires, end] = [of('beat'), of('time-to-live'), of('on-the-list')];
  const x = (seconds: number): number => 130 + (seconds / 30) * 580;
  const lost = [beat, 2 * beat, 3 * beat];
  return {
    title: 'Dead, and still on the list',
    story: `The last heartbeat comes at second 0 and the instance dies right after it. The registry lists it until second ${expires}. Callers who have just fetched the list use it until second ${end}. In these ${end} seconds ${printed(of('failed'), 0)} calls go to the dead instance.`,
    height: 296,
    parts: [
      text(24, 88, 'instance', 'strong'),
      dot('good', x(0), 84, 8),
      text(x(0), 66, 'last beat', 'mid small'),
      text(x(0) + 16, 89, '✕ dies', 'strong badtext'),
      ...lost.flatMap((at) => [dot('box', x(at), 84, 6), text(x(at), 66, 'no beat', 'mid small')]),
      text(24, 138, 'registry', 'strong'),
      box('wait', [x(0), 118, x(expires) - x(0), 32], 4),
      text((x(0) + x(expires)) / 2, 139, `still lists it: ${expires} s`, 'mid'),
      text(24, 194, 'callers', 'strong'),
      box('bad', [x(0), 174, x(end) - x(0), 32], 4),
      text(
        (x(0) + x(end)) / 2,
        195,
        `still call it: ${end} s × ${printed(of('rate-per-instance'))} a second = ${printed(of('failed'), 0)} calls`,
        'mid badtext',
      ),
      path('dashed', `M${x(expires)} 150V174`),
      path('line', `M${x(0)} 236H${x(30)}`),
      ...[0, expires, end].map((at) => text(x(at), 256, `${at} s`, 'mid')),
      text(
        x(0),
        280,
        'A caller that tries the next address after a refusal needs neither of the two times.',
        'small goodtext',
      ),
    ],
  };
}

/** A frozen process whose late messages undo its successor, unless registrations are numbered. */
export function lateBeat(of: NumberOf): Picture {
  const expires = of('time-to-live');
  const x = (seconds: number): number => 130 + (seconds / 40) * 500;
  return {
    title: 'A late heartbeat, and a late goodbye',
    story: `Process A of pay-7 freezes at second 0. Its entry expires at ${expires}, and process B registers as pay-7 at 20. At 30 process A wakes up and sends a heartbeat, and at 36 it deregisters. Without generations the entry points to A from 30 on, and from 36 on there is none, although B is well. With generations both messages carry number 1, the entry has number 2, and both are refused.`,
    height: 350,
    parts: [
      text(24, 88, 'A', 'strong'),
      box('wait', [x(0), 68, x(30) - x(0), 30], 4),
      text((x(0) + x(30)) / 2, 88, 'frozen', 'mid'),
      dot('bad', x(30), 83, 8),
      text(x(30), 60, 'beat', 'mid small'),
      dot('bad', x(36), 83, 8),
      text(x(36), 60, 'goodbye', 'mid small'),
      text(24, 140, 'B', 'strong'),
      box('good', [x(20), 120, 730 - x(20), 30], 4),
      text(x(20) + 12, 140, 'registers as pay-7, and is well', 'small'),
      text(24, 206, 'the list', 'strong'),
      text(24, 222, 'upsert', 'small'),
      box('box', [x(0), 190, x(expires) - x(0), 34], 4),
      text((x(0) + x(expires)) / 2, 211, 'A', 'mid'),
      box('good', [x(20), 190, x(30) - x(20), 34], 4),
      text((x(20) + x(30)) / 2, 211, 'B', 'mid'),
      box('bad', [x(30), 190, x(36) - x(30), 34], 4),
      text((x(30) + x(36)) / 2, 211, 'A', 'mid badtext'),
      text(x(36) + 12, 211, 'nobody', 'strong badtext'),
      text(24, 264, 'the list', 'strong'),
      text(24, 280, 'generations', 'small'),
      box('box', [x(0), 248, x(expires) - x(0), 34], 4),
      text((x(0) + x(expires)) / 2, 269, 'A, 1', 'mid'),
      box('good', [x(20), 248, 730 - x(20), 34], 4),
      text(x(20) + 12, 269, 'B, 2', ''),
      text(x(30), 269, '1 is refused', 'small goodtext'),
      arrow('badline', `M${x(30)} 92V186`),
      arrow('badline', `M${x(36)} 92V186`),
      path('line', `M${x(0)} 304H730`),
      ...[0, expires, 20, 30, 36].map((at) =>
        text(x(at) + (at === expires ? -8 : 4), 326, `${at} s`, 'mid small'),
      ),
    ],
  };
}
