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
  // Begin with bottleneck, kind and maxRps. The first check looks at nothing else.
  throw new Error('Not written yet: analyze finds the stage with the lowest capacity (rule 1).');
}
