import type { NumberOf } from './numbers-of';
import { arrow, box, dot, path, printed, text, type Picture } from './svg';

/** The states and what leads from one to the next. */
export function breakerStates(): Picture {
  const state = (look: string, x: number, y: number, lines: readonly string[]): readonly string[] => [
    box(look, [x, y, 170, 88], 12),
    ...lines.map((line, at) => text(x + 85, y + 26 + at * 21, line, at === 0 ? 'mid strong' : 'mid small')),
  ];
  return {
    title: 'Circuit breaker: three states, four transitions',
    story:
      'Closed goes to open after maxFailures failures in a row. Open goes to half-open when the timeout has passed. Half-open goes to open when a probe fails and to closed when enough probes succeed.',
    height: 330,
    parts: [
      ...state('good', 40, 120, ['closed', 'every call is made', 'a success clears the count']),
      ...state('bad', 550, 120, ['open', 'no call is made', 'rejected at once']),
      ...state('wait', 295, 220, ['half-open', 'one probe is made', 'all others rejected at once']),
      arrow('badline', 'M210 140C320 92 440 92 546 138'),
      text(380, 76, 'maxFailures failures in a row', 'mid'),
      text(380, 94, 'the moment of the trip starts the timeout', 'mid small'),
      arrow('line', 'M550 176C510 186 480 200 440 218'),
      text(455, 162, 'timeout has passed', 'mid'),
      arrow('badline', 'M465 268C540 268 610 256 634 212'),
      text(600, 290, 'probe fails:'),
      text(600, 308, 'a whole new timeout'),
      arrow('goodline', 'M295 268C220 268 150 256 128 212'),
      text(32, 290, 'enough probes succeed:'),
      text(32, 308, 'count back to zero'),
    ],
  };
}

/** The crowd at the end of the timeout, without a limit and with one probe. */
export function halfOpenProbe(of: NumberOf): Picture {
  const [callers, rejected] = [printed(of('waiting-callers')), printed(of('rejected-callers'))];
  const rows = [108, 132, 156, 180, 204, 228];
  const service = (look: string, x: number, lines: readonly [string, string]): readonly string[] => [
    box(look, [x, 130, 116, 76], 8),
    text(x + 58, 158, 'dependency', 'mid strong'),
    ...lines.map((line, at) => text(x + 58, 178 + at * 16, line, 'mid small')),
  ];
  return {
    title: `The instant the timeout ends: ${callers} callers come back`,
    story: `Left: all ${callers} callers are let through when the timeout ends, and the recovering dependency fails again. Right: one caller passes as the probe, the other ${rejected} are rejected at once.`,
    height: 340,
    parts: [
      path('dashed', 'M380 56V318'),
      text(24, 72, `No limit: ${callers} calls at once`, 'strong'),
      ...rows.flatMap((y, at) => [dot('box', 50, y, 7), arrow('badline', `M62 ${y}L236 ${156 + at * 5}`)]),
      text(50, 256, `${callers} callers`, 'mid small'),
      ...service('bad', 240, ['just restarted,', 'fails again']),
      text(24, 290, 'Every timeout ends with the burst that', 'small'),
      text(24, 308, 'caused the outage. It may never recover.', 'small'),
      text(404, 72, `One probe: 1 call, ${rejected} rejected`, 'strong'),
      ...rows.map((y, at) => dot(at === 0 ? 'good' : 'box', 430, y, 7)),
      text(430, 256, `${callers} callers`, 'mid small'),
      arrow('goodline', 'M442 108L612 158'),
      ...rows.slice(1).map((y) => path('line', `M442 ${y}H486M486 ${y - 6}V${y + 6}`)),
      text(496, 226, 'rejected at once,', 'small'),
      text(496, 242, 'nobody waits for the probe', 'small'),
      ...service('good', 616, ['answers one,', 'breaker closes']),
      text(404, 290, 'A slow probe holds its slot; the others fail fast.', 'small'),
      text(404, 308, 'The slot comes back however the probe ends.', 'small'),
    ],
  };
}

/** Calls that end in another generation than they began in. */
export function lateResults(): Picture {
  const call = (name: string, from: number, to: number, y: number, ends: readonly string[]) => [
    dot('box', from, y, 5),
    arrow(ends.length === 1 ? 'goodline' : 'badline', `M${from + 6} ${y}H${to}`),
    text(from - 28, y - 12, `call ${name}`, 'small'),
    ...ends.map((line, at) =>
      text(
        to + 8,
        y + (ends.length === 1 ? 4 : -3) + at * 15,
        line,
        ends.length === 1 ? 'small goodtext' : 'small badtext clear',
      ),
    ),
  ];
  return {
    title: 'A result counts only in the generation in which its call began',
    story:
      'A time line of four generations: closed, open, half-open, closed. Call A begins and ends in generation 1 and counts. Calls B, C and D begin in generation 1 and end in generations 2, 3 and 4: the breaker ignores all three.',
    height: 300,
    parts: [
      box('good', [40, 70, 230, 34]),
      text(155, 92, 'generation 1: closed', 'mid'),
      box('bad', [270, 70, 200, 34]),
      text(370, 92, 'generation 2: open', 'mid'),
      box('wait', [470, 70, 120, 34]),
      text(530, 92, '3: half-open', 'mid'),
      box('good', [590, 70, 140, 34]),
      text(660, 92, '4: closed', 'mid'),
      path('dashed', 'M270 62V250M470 104V250M590 104V250'),
      text(276, 64, 'the last failure of a row: trip', 'small'),
      ...call('A', 70, 228, 140, ['✓']),
      ...call('B', 120, 372, 176, ['late failure: ignored,', 'open time not extended']),
      ...call('C', 180, 512, 212, ['late success: ignored,', 'only the probe may close']),
      ...call('D', 230, 640, 246, ['late failure:', 'ignored']),
      text(
        24,
        286,
        'Calls B, C and D began in generation 1. Their callers get the result; the breaker does not.',
        'small',
      ),
    ],
  };
}
