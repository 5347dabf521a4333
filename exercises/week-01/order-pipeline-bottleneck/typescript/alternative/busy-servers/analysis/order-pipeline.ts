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
 * @throws TypeError when a number makes no sense (rule 7)
 */
export function analyze(stages: readonly Stage[], arrivalRps: number, headroom = 0.7): Analysis {
  const problems = [...problemsOfLoad(arrivalRps, headroom), ...problemsOfStages(stages)];
  if (problems.length > 0) throw new TypeError(problems.join('; '));
  const loads = stages.map((stage) => new StageLoad(stage));
  const utilisation = Object.create(null) as Record<string, number>;
  const serversNeeded = Object.create(null) as Record<string, number>;
  let rps = arrivalRps;
  for (const load of loads) {
    serversNeeded[load.name] = roundedUp(load.busyServers(arrivalRps) / headroom);
    utilisation[load.name] = load.utilisation(rps);
    rps = load.passesOn(rps);
  }
  // The most time that a server spends on one order makes the lowest capacity.
  const narrowest = loads.reduce((worst, load) =>
    load.secondsPerServer > worst.secondsPerServer ? load : worst,
  );
  const leavingPerMin = rps * 60;
  return {
    serversNeeded,
    utilisation,
    backlogPerMin: arrivalRps * 60 - leavingPerMin,
    stable: !loads.some((load) => (utilisation[load.name] ?? 0) >= 1),
    maxRps: 1 / narrowest.secondsPerServer,
    kind: narrowest.kind,
    bottleneck: narrowest.name,
  };
}

/** A stage, seen as seconds of work. */
class StageLoad {
  readonly name: string;
  readonly kind: Kind;
  readonly #servers: number;
  readonly #secondsPerOrder: number;

  constructor({ name, kind, servers, serviceMs, failRate = 0, maxAttempts = 1 }: Stage) {
    this.name = name;
    this.kind = kind;
    this.#servers = servers;
    const attempts = failRate === 1 ? maxAttempts : (1 - failRate ** maxAttempts) / (1 - failRate);
    this.#secondsPerOrder = (serviceMs / 1000) * attempts;
  }

  get secondsPerServer(): number {
    return this.#secondsPerOrder / this.#servers;
  }

  /** Little's law: how many servers so many orders keep busy. */
  busyServers(rps: number): number {
    return rps * this.#secondsPerOrder;
  }

  utilisation(rps: number): number {
    const busy = this.busyServers(rps);
    return busy === 0 ? 0 : busy / this.#servers;
  }

  passesOn(rps: number): number {
    const used = this.utilisation(rps);
    return used > 1 ? rps / used : rps;
  }
}

function roundedUp(servers: number): number {
  return Math.ceil(servers * (1 - 1e-9));
}

function problemsOfLoad(arrivalRps: number, headroom: number): string[] {
  const problems: string[] = [];
  if (!(arrivalRps >= 0 && arrivalRps < Infinity)) problems.push(`no load: ${arrivalRps}`);
  if (!(headroom > 0 && headroom <= 1)) problems.push(`no headroom: ${headroom}`);
  return problems;
}

function problemsOfStages(stages: readonly Stage[]): string[] {
  const problems = stages.length === 0 ? ['no stages'] : [];
  const seen = new Map<string, number>();
  for (const { name, serviceMs, servers, failRate, maxAttempts } of stages) {
    seen.set(name, (seen.get(name) ?? 0) + 1);
    if (!(serviceMs > 0 && serviceMs < Infinity)) problems.push(`${name}: no service time: ${serviceMs}`);
    if (!(servers >= 0) || servers % 1 !== 0) problems.push(`${name}: no number of servers: ${servers}`);
    const rate = failRate ?? 0;
    if (!(rate >= 0 && rate <= 1)) problems.push(`${name}: no share: ${rate}`);
    const attempts = maxAttempts ?? 1;
    if (!(attempts >= 1) || attempts % 1 !== 0) problems.push(`${name}: no number of attempts: ${attempts}`);
  }
  for (const [name, times] of seen) if (times > 1) problems.push(`${name} is there ${times} times`);
  return problems;
}
