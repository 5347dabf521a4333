import type { NumberOf } from './numbers-of';
import { box, path, text, type Picture } from './svg';

/** A step of transaction A or B, in the order in which they happen. */
type Step = readonly [who: 'A' | 'B', words: string, look?: 'good' | 'bad'];

interface Anomaly {
  readonly name: string;
  readonly steps: readonly Step[];
  readonly outcome: string;
  readonly stopped: string;
}

const panelWidth = 346;
const stepWidth = 158;

/** Four things that two transactions can do to each other, and the level in PostgreSQL that stops each. */
export function fourAnomalies(of: NumberOf): Picture {
  const anomalies = anomaliesOf(of);
  return {
    title: 'What two transactions can do to each other, and what stops it in PostgreSQL',
    story: anomalies
      .map(
        ({ name, steps, outcome, stopped }) =>
          `${name}: ${steps.map(([who, words]) => `${who} ${words}`).join('; ')}. ${outcome}. ${stopped}.`,
      )
      .join(' '),
    height: 476,
    parts: anomalies.flatMap((anomaly, index) =>
      panel(anomaly, 24 + (index % 2) * (panelWidth + 20), 54 + Math.floor(index / 2) * 208),
    ),
  };
}

function anomaliesOf(of: NumberOf): readonly Anomaly[] {
  const [budget, bonus, lunch, cartons] = [of('budget'), of('bonus'), of('lunch'), of('cartons')];
  const [points, sum] = [of('points'), budget + bonus];
  return [
    {
      name: 'Dirty read',
      steps: [
        ['A', `adds ${points} points`],
        ['B', `reads ${points} points`],
        ['A', 'rolls back', 'bad'],
        ['B', 'pays with them', 'bad'],
      ],
      outcome: 'points that never were',
      stopped: 'stopped by read committed',
    },
    {
      name: 'Read skew',
      steps: [
        ['A', `reads budget: ${budget}`],
        ['B', `moves ${bonus} to budget`],
        ['A', 'reads bonus: 0'],
        ['A', `sees ${budget} in all`, 'bad'],
      ],
      outcome: `there were ${sum} all the time`,
      stopped: 'stopped by repeatable read',
    },
    {
      name: 'Lost update',
      steps: [
        ['A', `reads ${cartons} cartons`],
        ['B', `reads ${cartons} cartons`],
        ['A', `writes ${cartons - 1}`],
        ['B', `writes ${cartons - 1}`, 'bad'],
      ],
      outcome: 'two sold, one counted',
      stopped: 'repeatable read refuses B',
    },
    {
      name: 'Write skew',
      steps: [
        ['A', `sees ${budget} + ${bonus} = ${sum}`],
        ['B', `sees ${budget} + ${bonus} = ${sum}`],
        ['A', `budget ${signed(budget - lunch)}`],
        ['B', `bonus ${signed(bonus - lunch)}`, 'bad'],
      ],
      outcome: `together ${signed(sum - 2 * lunch)}`,
      stopped: 'only serializable refuses one',
    },
  ];
}

function signed(value: number): string {
  return value < 0 ? `−${-value}` : `${value}`;
}

function panel({ name, steps, outcome, stopped }: Anomaly, x: number, y: number): readonly string[] {
  const lane = { A: x + 10, B: x + panelWidth - stepWidth - 10 };
  return [
    box('box', [x, y, panelWidth, 196], 8),
    text(x + 10, y + 22, name, 'strong'),
    ...(['A', 'B'] as const).flatMap((who) => [
      text(lane[who] + stepWidth / 2, y + 40, who, 'small mid'),
      path('dashed', `M${lane[who] + stepWidth / 2} ${y + 46}V${y + 158}`),
    ]),
    ...steps.flatMap(([who, words, look = 'good'], index) => [
      box(look, [lane[who], y + 48 + index * 28, stepWidth, 23], 5),
      text(lane[who] + stepWidth / 2, y + 64 + index * 28, words, 'small mid'),
    ]),
    text(x + 10, y + 182, outcome, 'small badtext'),
    text(x + panelWidth - 10, y + 182, stopped, 'small end goodtext'),
  ];
}
