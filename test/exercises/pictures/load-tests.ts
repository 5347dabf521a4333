import { percentile, polite, scheduled, type Sent } from './load-run';
import type { NumberOf } from './numbers-of';
import { box, dot, path, printed, text, type Picture } from './svg';

/** The run of the section: by a schedule, and with clients that wait. Both stop halfway. */
export function runsOf(of: NumberOf): { readonly open: readonly Sent[]; readonly closed: readonly Sent[] } {
  const [count, every] = [of('requests'), of('due-every')];
  const service = { slots: of('connections'), answerMs: of('answer-ms'), stopMs: of('stop') * 1000 };
  const politeMs = (count / service.slots) * service.answerMs;
  return {
    open: scheduled(count, every, { ...service, stopsAt: 2500 }),
    closed: polite(count, { ...service, stopsAt: politeMs / 2 }),
  };
}

const left = 70;
const right = 730;
const shownMs = 2200;

/** The latency of each request around the stop: as ten waiting connections see it, and as customers do. */
export function closedOpen(of: NumberOf): Picture {
  const { open, closed } = runsOf(of);
  const x = (ms: number): number => left + ((right - left) * ms) / shownMs;
  const y = (floor: number, took: number): number => floor - took * 0.1;
  const isSlow = ({ took }: Sent): boolean => took > of('answer-ms');
  const dots = (run: readonly Sent[], from: number, floor: number): readonly string[] => {
    const shown = run.filter(({ at }) => at >= from && at < from + shownMs);
    const slow = shown.filter(isSlow);
    const fast = shown.filter((one) => !isSlow(one)).map(({ at }) => x(at - from));
    const before = fast.filter((at) => at <= x(500));
    const after = fast.filter((at) => at > x(500));
    const height = y(floor, of('answer-ms')).toFixed(1);
    return [
      ...[before, after].map((group) =>
        path('goodline', `M${Math.min(...group).toFixed(1)} ${height}H${Math.max(...group).toFixed(1)}`),
      ),
      ...slow.map(({ at, took }) => dot('bad', x(at - from), y(floor, took), 2.2)),
    ];
  };
  const plane = (floor: number, stop: number): readonly string[] => [
    box('wait', [x(stop), floor - 116, x(of('stop') * 1000) - left, 116]),
    path('line', `M${left} ${floor}H${right}`),
    text(left - 8, y(floor, 1000) + 4, '1 s', 'small end'),
    text(left - 8, floor + 3, '0', 'small end'),
  ];
  const waits = (run: readonly Sent[]): number => run.filter(isSlow).length;
  const p99 = (run: readonly Sent[]): string => `${printed(percentile(run, 0.99))} ms`;
  return {
    title: 'The same second of standstill, measured twice',
    story: `Each dot is a slow request, as high as it took, and the green line are the fast ones; the service freezes in the yellow second. Above, ten connections that wait: ${waits(closed)} requests are slow, then nobody asks; P99 is ${p99(closed)}. Below, one request every ${of('due-every')} ms: ${waits(open)} of ${printed(of('requests'))} wait, fewer milliseconds the later they come; P99 is ${p99(open)}.`,
    height: 400,
    parts: [
      text(
        24,
        62,
        `ten connections that wait: ${waits(closed)} slow requests, P99 ${p99(closed)}`,
        'strong badtext',
      ),
      ...plane(196, 500),
      ...dots(closed, 0, 196),
      text(x(512), 92, `${waits(closed)} requests, ${printed(of('longest'))} ms each`, 'small badtext'),
      text(x(1000), 150, 'nobody asks', 'mid'),
      text(
        24,
        232,
        `one every ${of('due-every')} ms, timed from when it was due: ${waits(open)} wait, P99 ${p99(open)}`,
        'strong goodtext',
      ),
      ...plane(366, 500),
      ...dots(open, 2000, 366),
      ...[0, 500, 1000, 1500, 2000].map((at) => text(x(at), 384, `${at / 1000} s`, 'small mid')),
    ],
  };
}
