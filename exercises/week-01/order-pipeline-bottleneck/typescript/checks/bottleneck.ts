import type { Stage } from '../reference/analysis/order-pipeline';
import { expectAnalysis } from './expect';
import { morning, payment, rush, stage, thirteen, withStage } from './pipelines';

export function findsTheBottleneck(): void {
  for (const load of [rush, 0, 1_000_000]) {
    expectAnalysis({ stages: morning, load }, { bottleneck: 'counter', kind: 'db', maxRps: 1000 / 12 });
  }
  expectAnalysis({ stages: [payment], load: 10 }, { bottleneck: 'payment', kind: 'io', maxRps: 250 });

  // The slow one has most servers of all, and 9 comes after 100 when numbers are compared as text.
  const slow = stage('batch', 45, 5000, { kind: 'memory' });
  for (const place of [0, 6, 12]) {
    const stages = withStage(thirteen, place, slow);
    expectAnalysis({ stages, load: 5 }, { bottleneck: 'batch', kind: 'memory', maxRps: 9 });
  }

  // Here the narrow one is neither the slowest nor the one with fewest servers.
  const wide: readonly Stage[] = [
    stage('proxy', 1, 0.5, { kind: 'network' }),
    stage('kitchen', 4, 400, { kind: 'memory' }),
    stage('archive', 900, 3000, { kind: 'io' }),
  ];
  expectAnalysis({ stages: wide, load: 7.5 }, { bottleneck: 'kitchen', kind: 'memory', maxRps: 10 });

  const zebra = stage('zebra', 8, 500, { kind: 'io' });
  const apple = stage('apple', 4, 250, { kind: 'db' });
  const tie = { bottleneck: 'On a tie the bottleneck is the first in the list.' };
  expectAnalysis({ stages: [zebra, apple], load: 3 }, { bottleneck: 'zebra', kind: 'io', maxRps: 16 }, tie);
  expectAnalysis({ stages: [apple, zebra], load: 30 }, { bottleneck: 'apple', kind: 'db', maxRps: 16 }, tie);
}
