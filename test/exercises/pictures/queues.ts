import type { NumberOf } from './numbers-of';
import { arrow, dot, path, printed, text, type Picture } from './svg';

const left = 70;
const right = 720;

/** How long an order stays at one lane, against how busy the lane is. */
export function waitingCurve(of: NumberOf): Picture {
  const floor = 300;
  const [service, most] = [of('row-ms'), 260];
  const x = (used: number): number => left + (right - left) * used;
  const y = (ms: number): number => floor - ((floor - 70) * ms) / most;
  const stay = (used: number): number => service / (1 - used);
  const curve = Array.from({ length: 191 }, (_, index) => index / 200);
  const marks = ['half-busy', 'headroom', 'rather-busy', 'very-busy', 'nearly-full'].map(
    (name) => of(name) / 100,
  );
  return {
    title: `How long an order stays at a row that needs ${service} ms`,
    story: `One lane, random arrivals and service times. ${marks.map((used) => `At ${printed(used * 100)} % busy it stays ${printed(stay(used))} ms`).join('. ')}.`,
    height: 346,
    parts: [
      path('line', `M${left} ${floor}H${right}`),
      path('line', `M${left} ${floor}V60`),
      path(
        'badline',
        `M${curve.map((used) => `${x(used).toFixed(1)} ${y(stay(used)).toFixed(1)}`).join('L')}`,
      ),
      path('goodline', `M${left} ${y(stay(0)).toFixed(1)}H${right}`),
      text(left + 8, y(stay(0)) - 8, `${service} ms of work`, 'small goodtext'),
      ...marks.flatMap((used) => [
        dot('bad', x(used), y(stay(used)), 5),
        text(x(used) - 12, y(stay(used)) - 8, `${printed(stay(used))} ms`, 'clear end strong'),
        text(x(used), floor + 18, `${printed(used * 100)} %`, 'small mid'),
      ]),
      text(left, floor + 36, 'how busy the row is', 'small'),
      text(left - 8, 64, 'ms', 'small end'),
    ],
  };
}

/** How long an order waits, against when it came in: with an endless queue, and with a short one. */
export function queueWait(of: NumberOf): Picture {
  const floor = 290;
  const minutes = 20;
  const x = (minute: number): number => left + ((right - left - 60) * minute) / minutes;
  const y = (wait: number): number => floor - ((floor - 70) * wait) / minutes;
  const patience = of('patience-minutes');
  const short = of('full-wait') / 60;
  // Twice as many as the row can do: every minute brings one minute of waiting.
  const waited = (minute: number): number => (of('growth') / (of('row-capacity') * 60)) * minute;
  return {
    title: 'How long does an order wait that comes in at this time?',
    story: `Endless queue: the wait rises from nothing at 08:10 to ${waited(minutes)} minutes at 08:30, and passes the ${patience} minutes that a customer waits at 08:15. With ${printed(of('places'))} places nobody waits longer than ${of('full-wait')} seconds, and half are refused at once.`,
    height: 340,
    parts: [
      path('line', `M${left} ${floor}H${right}`),
      path('line', `M${left} ${floor}V60`),
      path('dashed', `M${left} ${y(patience)}H${right}`),
      text(right, y(patience) - 6, `${patience} minutes: the customer leaves`, 'small end clear'),
      path('goodline', `M${x(0)} ${y(0)}L${x(short).toFixed(1)} ${y(short).toFixed(1)}H${x(minutes)}`),
      path('badline', `M${x(0)} ${y(0)}L${x(minutes)} ${y(waited(minutes)).toFixed(1)}`),
      dot('bad', x(patience), y(waited(patience)), 5),
      text(x(patience) + 16, y(waited(patience)) + 20, 'from here on for nobody', 'small badtext'),
      text(x(12) - 12, y(waited(12)) - 8, 'endless queue', 'strong badtext end'),
      arrow('goodline', `M${x(15)} ${y(2.2).toFixed(1)}V${y(0.5).toFixed(1)}`),
      text(
        x(11.5),
        y(2.5),
        `${printed(of('places'))} places: ${of('full-wait')} s at most, half refused at once`,
        'small goodtext',
      ),
      ...[0, 5, 10, 15, 20].flatMap((at) => [
        text(x(at), floor + 18, `08:${10 + at}`, 'small mid'),
        text(left - 8, y(at) + 4, String(at), 'small end'),
      ]),
      text(left, floor + 38, 'when it came in; how many minutes it waits', 'small'),
    ],
  };
}
