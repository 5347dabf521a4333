import { ManualClock, settle, watch, type Watched } from 'codealong/checkkit';
import type { Res } from '../../../../kit/typescript/kit';
import { Health, type CheckOptions } from '../reference/api-gateway/server/health';
import type { Dependency } from './dependency';

/** One call of `ready`. */
export type Probe = Watched<Res>;

/** One instance, and the clock that it lives by. */
export class Gateway {
  readonly health: Health;

  constructor(
    readonly cacheMs = 0,
    readonly clock = new ManualClock(),
  ) {
    this.health = new Health(Object.freeze({ clock, cacheMs }));
  }

  /** Registers a dependency. */
  add(dependency: Dependency, scope: CheckOptions['scope'] = 'instance', timeoutMs = 5_000): Dependency {
    this.health.register(dependency.name, dependency.check, Object.freeze({ scope, timeoutMs }));
    return dependency;
  }

  /** Calls `ready`, and waits for nothing. */
  start(): Probe {
    try {
      return watch(Promise.resolve(this.health.ready()));
    } catch (error) {
      return watch(Promise.reject(error));
    }
  }

  /** Calls `ready`, and lets everything go on that needs no time. */
  async probe(): Promise<Probe> {
    const probe = this.start();
    await rest();
    return probe;
  }

  /** Lets time pass. */
  async pass(ms: number): Promise<void> {
    await this.clock.advance(ms);
    await rest();
  }
}

/** Lets everything go on that waits for no time, also what a solution puts off for a turn of the event loop. */
export async function rest(): Promise<void> {
  await settle();
  await settle();
}
