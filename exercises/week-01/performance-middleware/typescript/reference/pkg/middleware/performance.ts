import type { Clock, Req } from '../../kit';
import type { Handler, RequestRecorder, ResponseWriter } from './http';

export interface PerformanceOptions {
  metrics: RequestRecorder;
  clock: Clock;
  /** Requests that take longer are logged, in milliseconds. From 0; 100 when left out. */
  slowMs?: number;
  log(line: string): void;
  /** The route template of a request, `/orders/{id}` for `/orders/17`. Gives the same answer at any time. */
  routeOf(r: Req): string;
}

/** Measures the requests of the handlers that it wraps. */
export function performanceMiddleware(o: PerformanceOptions): (next: Handler) => Handler {
  return (next) => async (r, w) => {
    const began = o.clock.now();
    const watched = new StatusWriter(w);
    let isReported = false;
    const reportOnce = (status: number): void => {
      if (isReported) return;
      isReported = true;
      report(o, r, status, o.clock.now() - began);
    };
    w.onClose(() => reportOnce(499));
    try {
      await next(r, watched);
    } catch (error) {
      reportOnce(500);
      throw error;
    }
    reportOnce(watched.status);
  };
}

/** Passes everything on, and remembers the status code that the client gets. */
class StatusWriter implements ResponseWriter {
  readonly #w: ResponseWriter;
  #status: number | undefined;

  constructor(w: ResponseWriter) {
    this.#w = w;
  }

  get status(): number {
    return this.#status ?? 200;
  }

  writeHead(status: number, headers?: Record<string, string>): void {
    this.#status ??= status;
    this.#w.writeHead(status, headers);
  }

  write(chunk: string): Promise<void> {
    this.#status ??= 200;
    return this.#w.write(chunk);
  }

  flush(): void {
    this.#status ??= 200;
    this.#w.flush();
  }

  end(chunk?: string): void {
    this.#status ??= 200;
    this.#w.end(chunk);
  }

  onClose(fn: () => void): void {
    this.#w.onClose(fn);
  }
}

function report(o: PerformanceOptions, r: Req, status: number, ms: number): void {
  const route = attempt(() => o.routeOf(r)) ?? 'other';
  attempt(() => o.metrics.recordRequest(r.method, route, `${status}`, ms / 1000));
  if (ms > (o.slowMs ?? 100)) attempt(() => o.log(`slow: ${r.method} ${route} took ${ms} ms`));
}

/** What `call` returns, or nothing when it throws: a request never fails because it was measured. */
function attempt<T>(call: () => T): T | undefined {
  try {
    return call();
  } catch {
    return undefined;
  }
}
