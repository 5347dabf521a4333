import type { NumberOf } from './numbers-of';
import { arrow, box, path, printed, text, type Picture } from './svg';

/** Three callers of one instance that miss within one load. */
export function singleFlight(of: NumberOf): Picture {
  const ms = of('load-ms');
  const [left, right] = [150, 600];
  const at = (time: number): number => left + ((right - left) * time) / ms;
  const waits = [
    ['second caller', 30, 190],
    ['third caller', 75, 230],
  ] as const;
  return {
    title: `One load of ${ms} ms, shared by whoever asks while it is under way`,
    story: `The first caller misses and starts the load, which takes ${ms} milliseconds. The second comes after ${waits[0][1]} and the third after ${waits[1][1]} milliseconds; both find a load under way and wait for it. All three get the same answer at the same moment. The database saw one query, and the next caller after that starts a new load, or finds the entry in the cache.`,
    height: 320,
    parts: [
      text(left - 14, 87, 'database', 'end'),
      box('wait', [left, 70, right - left, 26], 5),
      text((left + right) / 2, 87, 'one query', 'mid strong'),
      text(left - 14, 147, 'first caller', 'end'),
      box('good', [left, 130, right - left, 26], 5),
      text(left + 12, 147, 'misses, starts the load', 'small'),
      arrow('line', `M${left + 4} 128V100`),
      ...waits.flatMap(([name, from, y]) => [
        text(left - 14, y + 17, name, 'end'),
        box('good', [at(from), y, right - at(from), 26], 5),
        text(at(from) + 12, y + 17, 'joins, waits', 'small'),
        text(at(from) - 8, y + 17, `after ${from} ms`, 'small end'),
      ]),
      path('goodline', `M${right} 62V264`),
      text(right + 10, 152, 'the same answer', 'small goodtext'),
      text(right + 10, 170, 'for all three,', 'small goodtext'),
      text(right + 10, 188, 'or the same error', 'small goodtext'),
      text(
        24,
        296,
        'Then the load is forgotten: who comes now finds the entry in the cache, or starts a new one.',
        'small',
      ),
    ],
  };
}

interface Moment {
  readonly seconds: number;
  readonly loads: number;
}

/** Loads under way after a hot key has expired, with nothing to hold them back and with a flight in each instance. */
export function stampede(of: NumberOf): Picture {
  const curve = crowd(of('reads'), of('cores'), of('load'));
  const [peak, first, instances] = [of('loads'), of('first-answer'), of('instances')];
  const x = (seconds: number): number => 80 + seconds * 300;
  const y = (loads: number): number => 280 - (loads * 190) / 250;
  const line = curve.map(({ seconds, loads }) => `${x(seconds).toFixed(1)} ${y(loads).toFixed(1)}`).join('L');
  const flight = of('load');
  return {
    title: `A key with ${of('reads')} reads a second expires: loads under way on ${of('cores')} cores`,
    story: `Without protection the loads under way climb to ${printed(peak, 0)} in ${first.toFixed(2)} seconds, when the first of them has stored its answer, and are back at zero after ${printed(of('busy'))} seconds. With a flight in each of ${instances} instances there are ${instances}, for ${flight} seconds. A dashed line shows the ${of('loads-alone')} that there would be if loads did not slow each other down.`,
    height: 350,
    parts: [
      path('line', `M80 70V280H690`),
      ...[0, 50, 100, 150, 200, 250].map((loads) => text(70, y(loads) + 4, `${loads}`, 'small end')),
      ...[0, 0.5, 1, 1.5, 2].map((seconds) => text(x(seconds), 300, `${seconds} s`, 'small mid')),
      path('badline', `M${line}`),
      path('dashed', `M80 ${y(of('loads-alone')).toFixed(1)}H690`),
      text(
        x(0.5),
        y(of('loads-alone')) - 7,
        `${of('loads-alone')}, if they did not slow each other down`,
        'small',
      ),
      text(
        x(first) + 14,
        76,
        `${printed(peak, 0)}: the first answer is stored, no new loads begin`,
        'badtext',
      ),
      text(x(0.6), 140, `${printed(peak, 0)} callers wait for`, 'small'),
      text(x(0.6), 156, `${printed(peak, 0)} copies of one answer`, 'small'),
      box('good', [80, y(instances), flight * 300, 280 - y(instances)]),
      text(
        80,
        332,
        `green: a flight in each of ${instances} instances, ${instances} loads for ${flight} s`,
        'goodtext',
      ),
    ],
  };
}

/**
 * Loads that share the cores evenly: from the expiry to the end of the last one. Until the first has had its share, `reads` begin each
 * second; after that none do. A load ends when it has had `load` seconds of a core.
 */
function crowd(reads: number, cores: number, load: number): readonly Moment[] {
  const alone = cores / reads;
  /** When somebody who came at 0 had so much. */
  const timeOf = (had: number): number => (had <= alone ? had : alone * Math.exp(had / alone - 1));
  const last = timeOf(load);
  const moments: Moment[] = [
    { seconds: 0, loads: 0 },
    { seconds: last, loads: reads * last },
  ];
  const steps = 200;
  let seconds = last;
  for (let step = 1; step <= steps; step++) {
    const loads = reads * (last - timeOf((load * (step - 0.5)) / steps));
    seconds += ((load / steps) * Math.max(loads, cores)) / cores;
    moments.push({ seconds, loads: reads * (last - timeOf((load * step) / steps)) });
  }
  return moments;
}
