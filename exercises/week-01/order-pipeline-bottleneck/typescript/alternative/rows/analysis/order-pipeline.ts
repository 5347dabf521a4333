/** What a stage runs out of first. */
export type Kind = 'cpu' | 'memory' | 'io' | 'db' | 'network';

/** One step of the pipeline. Every order passes all stages, in the order of the list. */
export interface Stage {
  /** Unique in its pipeline. */
  name: string;
  /** How long one attempt keeps one server busy, in milliseconds. */
  serviceMs: number;
  /** How many attempts the stage works on at the same time. */
  servers: number;
  kind: Kind;
  /** The share of attempts that fail, from 0 to 1. Defaults to 0. */
  failRate?: number;
  /** How often an order is attempted at most, the first time included. Defaults to 1. */
  maxAttempts?: number;
}

export interface Analysis {
  /** Name of the stage with the lowest capacity. */
  bottleneck: string;
  /** Its kind. */
  kind: Kind;
  /** Its capacity, in orders per second: more cannot get through. */
  maxRps: number;
  /** By name of the stage: the orders that reach it, divided by its capacity. 1 is full, 2 is twice too many. */
  utilisation: Record<string, number>;
  /** Whether every stage keeps up. */
  stable: boolean;
  /** How many more orders wait after each minute, in the whole pipeline. */
  backlogPerMin: number;
  /** By name of the stage: how many servers it needs for the load. */
  serversNeeded: Record<string, number>;
}

/** What is known about one stage under this load. */
interface Row {
  readonly stage: Readonly<Stage>;
  readonly capacity: number;
  readonly reaching: number;
  readonly utilisation: number;
  readonly serversNeeded: number;
}

/** Why a pipeline cannot be analysed. */
export class NonsenseError extends Error {}

/**
 * Analyses a pipeline under a steady load.
 * @param arrivalRps orders per second that reach the first stage
 * @param headroom the highest utilisation to plan for, above 0 and at most 1
 * @throws NonsenseError when a number makes no sense (rule 7)
 */
export function analyze(
  stages: readonly Stage[],
  arrivalRps: number,
  headroom = 0.7,
): Analysis & { readonly rows: readonly Row[] } {
  finite('arrivalRps', arrivalRps);
  within('headroom', headroom, Number.MIN_VALUE, 1);
  const rows = stages.reduce<readonly Row[]>(
    (before, stage) => [...before, rowOf(checked(stage, before), before.at(-1), arrivalRps, headroom)],
    [],
  );
  const [narrowest] = rows.toSorted((one, other) => one.capacity - other.capacity);
  if (narrowest === undefined) throw new NonsenseError('There is no stage.');
  const overload = arrivalRps - narrowest.capacity;
  return Object.freeze({
    rows,
    bottleneck: narrowest.stage.name,
    kind: narrowest.stage.kind,
    maxRps: narrowest.capacity,
    utilisation: Object.fromEntries(rows.map((row) => [row.stage.name, row.utilisation])),
    serversNeeded: Object.fromEntries(rows.map((row) => [row.stage.name, row.serversNeeded])),
    stable: Math.max(...rows.map((row) => row.utilisation)) < 1,
    backlogPerMin: overload > 0 ? 60 * overload : -0,
  });
}

function rowOf(stage: Stage, before: Row | undefined, arrivalRps: number, headroom: number): Row {
  const attempts = Array.from({ length: (stage.maxAttempts ?? 1) - 1 }).reduce<number>(
    (sum) => 1 + (stage.failRate ?? 0) * sum,
    1,
  );
  const oneServer = 1000 / stage.serviceMs / attempts;
  const capacity = stage.servers * oneServer;
  const reaching = before ? Math.min(before.reaching, before.capacity) : arrivalRps;
  return {
    stage: { ...stage },
    capacity,
    reaching,
    utilisation: reaching > 0 ? reaching / capacity : 0,
    serversNeeded: Math.ceil(arrivalRps / (oneServer * headroom)),
  };
}

function checked(stage: Stage, before: readonly Row[]): Stage {
  const { name, serviceMs, servers, failRate = 0, maxAttempts = 1 } = stage;
  if (before.some((row) => row.stage.name === name)) throw new NonsenseError(`Two stages are named ${name}.`);
  finite('serviceMs', serviceMs);
  within('serviceMs', serviceMs, Number.MIN_VALUE, Infinity);
  whole('servers', servers, 0);
  within('failRate', failRate, 0, 1);
  whole('maxAttempts', maxAttempts, 1);
  return stage;
}

function finite(what: string, value: number): void {
  if (!Number.isFinite(value) || value < 0) throw new NonsenseError(`${what} is ${value}.`);
}

function within(what: string, value: number, lowest: number, highest: number): void {
  if (!(lowest <= value && value <= highest)) throw new NonsenseError(`${what} is ${value}.`);
}

function whole(what: string, value: number, lowest: number): void {
  if (!Number.isInteger(value) || value < lowest) throw new NonsenseError(`${what} is ${value}.`);
}
