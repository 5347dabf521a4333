import type { Stage } from '../reference/analysis/order-pipeline';

/** What `analyze` is asked. The headroom is left out when there is none. */
export interface Question {
  readonly stages: readonly Stage[];
  readonly load: number;
  readonly headroom?: number;
}

/** 10,000 orders a minute. */
export const rush = 10_000 / 60;

export const gateway = stage('gateway', 40, 25, { kind: 'cpu' });
export const publish = stage('publish', 8, 10, { kind: 'network' });
export const payment = stage('payment', 50, 200, { kind: 'io' });
export const counter = stage('counter', 1, 12, { kind: 'db' });

/** The stages of the story: 1,600, 800, 250 and 83.3 orders a second. */
export const morning: readonly Stage[] = [gateway, publish, payment, counter];

/** A stage that does `servers` attempts at the same time, each in `serviceMs`. */
export function stage(
  name: string,
  servers: number,
  serviceMs: number,
  more: Partial<Omit<Stage, 'name' | 'servers' | 'serviceMs'>> = {},
): Stage {
  return { name, serviceMs, servers, kind: 'cpu', ...more };
}

const names = 'menu basket login coupon tax stock payment publish receipt grinder barista shelf pickup'.split(
  ' ',
);

/** Thirteen stages that carry 100, 110, … 220 orders a second. */
export const thirteen: readonly Stage[] = names.map((name, i) => stage(name, 10 + i, 100));

/** The list with another stage in one place. */
export function withStage(stages: readonly Stage[], place: number, other: Stage): readonly Stage[] {
  return stages.map((one, i) => (i === place ? other : one));
}
