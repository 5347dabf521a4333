import { fail, show } from 'codealong/checkkit';
import type { Stage } from '../reference/analysis/order-pipeline';
import { analyse, ask, describe } from './ask';
import { expectAnalysis } from './expect';
import { stage, thirteen, withStage, type Question } from './pipelines';

type Figure = 'serviceMs' | 'servers' | 'failRate' | 'maxAttempts';

const { NaN: none, POSITIVE_INFINITY: endless } = Number;
const badFigures: Readonly<Record<Figure, readonly number[]>> = {
  serviceMs: [0, -1, none, endless],
  servers: [-1, 1.5, none, endless],
  failRate: [-0.1, 1.1, none],
  maxAttempts: [0, 1.5, none, endless],
};
const badLoads = [-1, none, endless];
const badHeadrooms = [0, -1, 1.01, none, endless];

const places: readonly (readonly [place: number, name: string])[] = [
  [0, 'first'],
  [6, 'seventh'],
  [12, 'last'],
];

export function refusesNonsense(): void {
  for (const [figure, values] of Object.entries(badFigures)) {
    for (const value of values) refusesFigure(figure, value);
  }
  for (const load of badLoads) refuses({ stages: thirteen, load }, `arrivalRps is ${show(load)}`);
  for (const headroom of badHeadrooms) {
    refuses({ stages: thirteen, load: 20, headroom }, `headroom is ${show(headroom)}`);
  }
  for (const load of [20, 0]) refuses({ stages: [], load }, 'it has no stage');
  refusesNamesakes();
  acceptsWhatMakesSense();
}

function refusesFigure(figure: string, value: number): void {
  for (const [place, name] of places) {
    for (const load of [20, 0]) {
      const stages = thirteen.map((one, i) => (i === place ? { ...one, [figure]: value } : one));
      refuses({ stages, load }, `${figure} of its ${name} stage is ${show(value)}`);
    }
  }
}

function refusesNamesakes(): void {
  for (const [one, other] of [
    [0, 12],
    [5, 6],
  ] as const) {
    const twin: Stage = stage(thirteen[one]?.name ?? '', 70, 20, { kind: 'io' });
    refuses(
      { stages: withStage(thirteen, other, twin), load: 20 },
      `two of its stages are named «${twin.name}»`,
    );
  }
}

function refuses(question: Question, problem: string): void {
  try {
    analyse(question, question.stages);
  } catch {
    return;
  }
  fail({
    message: `A pipeline was accepted although ${problem}.`,
    input: describe(question),
    expected: 'analyze throws an error',
    actual: 'it returned',
  });
}

function acceptsWhatMakesSense(): void {
  const alike = ['counter', 'Counter', ' counter', 'counter '].map((name, i) => stage(name, 4 - i, 125));
  expectAnalysis({ stages: alike, load: 2 }, { bottleneck: 'counter ' });
  for (const headroom of [1, 0.001]) {
    expectAnalysis({ stages: thirteen, load: 20, headroom }, { bottleneck: 'menu' });
  }
  expectAnalysis({ stages: thirteen, load: 0 }, { bottleneck: 'menu' });
  const extremes = [
    stage('sure', 20, 0.25, { failRate: 0, maxAttempts: 1 }),
    stage('down', 1_000_000, 250, { failRate: 1, maxAttempts: 1 }),
    stage('shut', 0, 250),
  ];
  ask({ stages: extremes, load: 0.5 });
}
