import type { Stage } from '../reference/analysis/order-pipeline';
import { expectAnalysis } from './expect';
import { counter, morning, rush, stage } from './pipelines';

export function measuresUtilisation(): void {
  const utilisation = {
    gateway: rush / 1600,
    publish: rush / 800,
    payment: rush / 250,
    counter: (rush * 12) / 1000,
  };
  expectAnalysis({ stages: morning, load: rush }, { utilisation });
  expectAnalysis({ stages: morning, load: rush, headroom: 0.5 }, { utilisation });
  expectAnalysis(
    { stages: morning, load: 0 },
    { utilisation: { gateway: 0, publish: 0, payment: 0, counter: 0 } },
  );

  // 56, 52, … 4 orders a second: only the last may be full, or the stages after it would get less.
  const stages = Array.from({ length: 14 }, (_, i) => stage(`step-${i + 1}`, 14 - i, 250));
  for (const load of [2, 4, 300 / 7]) {
    const all = stages.map(({ name, servers }): [string, number] => [name, load / (4 * servers)]);
    const shown = load > 4 ? all.slice(0, 4) : all;
    expectAnalysis({ stages, load }, { utilisation: Object.fromEntries(shown) });
  }
}

export function seesOverload(): void {
  const narrow = stage('narrow', 4, 250);
  const wide = stage('wide', 8, 125);
  for (const stages of [
    [narrow, wide],
    [wide, narrow],
  ]) {
    for (const headroom of [undefined, 0.5, 1]) steps(stages, headroom);
  }
  const full = { stable: 'A pipeline with a stage that gets more than it can do is called stable.' };
  expectAnalysis({ stages: morning, load: rush }, { stable: false, backlogPerMin: 5000 }, full);
  const busy = { stable: 'A pipeline whose fullest stage is used to 96 % is not called stable.' };
  expectAnalysis({ stages: morning, load: 80 }, { stable: true, backlogPerMin: 0 }, busy);
  expectAnalysis({ stages: [counter], load: 1_000_000 }, { stable: false, backlogPerMin: 59_995_000 }, full);
}

/** The narrow stage carries 16 orders a second, the wide one 64. */
function steps(stages: readonly Stage[], headroom: number | undefined): void {
  for (const load of [0, 15, 15.75, 16, 16.0625, 16.5, 32]) {
    const question = headroom === undefined ? { stages, load } : { stages, load, headroom };
    const stable = load < 16;
    const backlogPerMin = stable ? 0 : (load - 16) * 60;
    expectAnalysis(question, { stable, backlogPerMin }, { stable: stableMessage(load) });
  }
}

function stableMessage(load: number): string {
  if (load < 16) return 'A pipeline whose every stage is used to less than 1 is not called stable.';
  if (load === 16) return 'A pipeline whose stage is used to exactly 1 is called stable.';
  return 'A pipeline with a stage that gets more than it can do is called stable.';
}
