import { describeError, ManualClock, settle, watch, type Watched } from 'codealong/checkkit';
import type { Req } from '../../../../kit/typescript/kit';
import type { Handler, RequestRecorder } from '../reference/pkg/middleware/http';
import { performanceMiddleware } from '../reference/pkg/middleware/performance';
import { Connection } from './connection';

export interface Recorded {
  readonly method: string;
  readonly route: string;
  readonly status: string;
  readonly seconds: number;
}

/** What may go wrong while measuring. Each is called before `recordRequest`, `log` or `routeOf` does its work, and may throw. */
export interface Trouble {
  readonly recordRequest?: () => void;
  readonly log?: () => void;
  readonly routeOf?: () => void;
}

/** Keeps what it is given, also when it throws. Its methods work on itself only. */
class Recorder implements RequestRecorder {
  readonly #all: Recorded[] = [];

  constructor(private readonly trouble: Trouble) {}

  recordRequest(method: string, route: string, status: string, seconds: number): void {
    this.#all.push({ method, route, status, seconds });
    this.trouble.recordRequest?.();
  }

  get all(): readonly Recorded[] {
    return this.#all;
  }
}

/** A clock whose time also passes while code runs and waits for nothing. */
export class WorkingClock extends ManualClock {
  #worked = 0;

  override now(): number {
    return super.now() + this.#worked;
  }

  work(ms: number): void {
    this.#worked += ms;
  }
}

export interface Setting {
  readonly slowMs?: number;
  readonly trouble?: Trouble;
  readonly clock?: WorkingClock;
}

/** A middleware with a clock, a recorder and a log that the check controls. */
export class Site {
  readonly clock: WorkingClock;
  readonly lines: string[] = [];
  readonly wrap: (next: Handler) => Handler;
  readonly #recorder: Recorder;

  constructor({ slowMs, trouble = {}, clock = new WorkingClock() }: Setting = {}) {
    this.clock = clock;
    this.#recorder = new Recorder(trouble);
    const options = {
      metrics: this.#recorder,
      clock: this.clock,
      log: (line: string): void => {
        this.lines.push(`${line}`);
        trouble.log?.();
      },
      routeOf: ({ method, path }: Req): string => {
        trouble.routeOf?.();
        return templateOf(method, path);
      },
    };
    this.wrap = performanceMiddleware(Object.freeze(slowMs === undefined ? options : { ...options, slowMs }));
  }

  get records(): readonly Recorded[] {
    return this.#recorder.all;
  }

  /** What the handlers of most checks do: they take some time, and answer or fail. */
  taking(ms: number, then: () => unknown = () => undefined): Handler {
    return async () => {
      await this.clock.sleep(ms);
      await then();
    };
  }

  /** Wraps a handler and sends it a request. */
  visit(next: Handler, to: Target = {}): Visit {
    return new Visit(this.wrap(next), to);
  }

  /** Lets time pass, and everything end that ends in it. */
  async pass(ms: number): Promise<void> {
    await rest();
    await this.clock.advance(ms);
    await rest();
  }
}

export interface Target {
  readonly method?: string;
  readonly path?: string;
  readonly connection?: Connection;
  /** Nobody may change a request on its way; one that is not frozen can tell who did. */
  readonly isFrozen?: boolean;
}

/** One request at a handler. */
export class Visit {
  readonly connection: Connection;
  readonly request: Req;
  readonly result: Watched<void>;
  /** Resolves when the handler has ended, in whatever way. */
  readonly settled: Promise<void>;
  /** Whether the handler threw instead of returning a promise. */
  threw = false;

  constructor(
    handler: Handler,
    { method = 'GET', path = '/orders/17', connection = new Connection(), isFrozen = true }: Target = {},
  ) {
    this.connection = connection;
    this.request = { method, path, headers: { host: 'go-coffee' } };
    if (isFrozen) Object.freeze(Object.freeze(this.request).headers);
    const ended = this.#start(handler);
    this.result = watch(ended);
    this.settled = ended.catch(() => undefined);
  }

  /** How the handler ended, for a finding. */
  get ending(): string {
    if (this.threw) return `the handler threw ${describeError(this.result.error)} instead of rejecting`;
    if (this.result.state === 'pending') return 'the handler has not ended';
    if (this.result.state === 'fulfilled') return 'the handler has ended well';
    return `the handler rejected with ${describeError(this.result.error)}`;
  }

  #start(handler: Handler): Promise<void> {
    try {
      return Promise.resolve(handler(this.request, this.connection));
    } catch (error) {
      this.threw = true;
      return Promise.reject(error);
    }
  }
}

/**
 * `/orders/17` is `/orders/{id}`, and `/orders/{number}` for PUT; a path without a number is its own template, and what only
 * scanners ask for has none.
 */
function templateOf(method: string, path: string): string {
  if (path.endsWith('.php')) return '';
  return path.replace(/\/[0-9]+/g, method === 'PUT' ? '/{number}' : '/{id}');
}

/** Two middlewares, each with a recorder of its own, on one clock. */
export function nested(setting: Setting = {}): { readonly outer: Site; readonly inner: Site } {
  const outer = new Site(setting);
  return { outer, inner: new Site({ ...setting, clock: outer.clock }) };
}

/** Lets everything go on that waits for no time, also what a solution puts off for some turns of the event loop. */
export async function rest(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await settle();
}

/** Something that others wait for until the check opens it. */
export function latch(): { readonly opened: Promise<void>; open(): void } {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open: () => open() };
}
