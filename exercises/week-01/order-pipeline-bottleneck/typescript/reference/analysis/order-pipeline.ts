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

/**
 * Analyses a pipeline under a steady load.
 * @param arrivalRps orders per second that reach the first stage
 * @param headroom the highest utilisation to plan for, above 0 and at most 1
 * @throws RangeError when a number makes no sense (rule 7)
 */
export function analyze(stages: readonly Stage[], arrivalRps: number, headroom = 0.7): Analysis {
  requireSense(stages, arrivalRps, headroom);
  const utilisation: Record<string, number> = {};
  const serversNeeded: Record<string, number> = {};
  let bottleneck = stages[0];
  let reaching = arrivalRps;
  for (const stage of stages) {
    const capacity = capacityOf(stage);
    if (capacity < capacityOf(bottleneck)) bottleneck = stage;
    utilisation[stage.name] = reaching === 0 ? 0 : reaching / capacity;
    serversNeeded[stage.name] = Math.ceil((arrivalRps * workMs(stage)) / 1000 / headroom);
    reaching = Math.min(reaching, capacity);
  }
  const maxRps = capacityOf(bottleneck);
  return {
    bottleneck: bottleneck.name,
    kind: bottleneck.kind,
    maxRps,
    utilisation,
    stable: Object.values(utilisation).every((used) => used < 1),
    backlogPerMin: Math.max(0, arrivalRps - maxRps) * 60,
    serversNeeded,
  };
}

/** Orders per second that the stage can finish. */
function capacityOf(stage: Stage): number {
  return (stage.servers * 1000) / workMs(stage);
}

/** How long one order keeps a server busy on average, all its attempts together. */
function workMs({ serviceMs, failRate = 0, maxAttempts = 1 }: Stage): number {
  let attempts = 0;
  for (let made = 0; made < maxAttempts; made++) attempts += failRate ** made;
  return serviceMs * attempts;
}

function requireSense(stages: readonly Stage[], arrivalRps: number, headroom: number): void {
  const names = new Set(stages.map((stage) => stage.name));
  demand(stages.length > 0, 'a pipeline needs a stage');
  demand(names.size === stages.length, 'two stages have the same name');
  demand(Number.isFinite(arrivalRps) && arrivalRps >= 0, `a load of ${arrivalRps}/s`);
  demand(headroom > 0 && headroom <= 1, `a headroom of ${headroom}`);
  for (const { name, serviceMs, servers, failRate = 0, maxAttempts = 1 } of stages) {
    demand(Number.isFinite(serviceMs) && serviceMs > 0, `${name}: serviceMs ${serviceMs}`);
    demand(Number.isInteger(servers) && servers >= 0, `${name}: servers ${servers}`);
    demand(failRate >= 0 && failRate <= 1, `${name}: failRate ${failRate}`);
    demand(Number.isInteger(maxAttempts) && maxAttempts >= 1, `${name}: maxAttempts ${maxAttempts}`);
  }
}

function demand(holds: boolean, problem: string): void {
  if (!holds) throw new RangeError(`This makes no sense: ${problem}.`);
}
