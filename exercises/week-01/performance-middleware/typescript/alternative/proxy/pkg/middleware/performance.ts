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
  const { metrics, clock, slowMs = 100, log, routeOf } = o;
  return (next) => (r, w) => {
    const start = clock.now();
    const heads: number[] = [];
    let route = 'other';
    unharmed(() => (route = routeOf(r)));

    let done = (status: number): void => {
      done = () => {};
      const duration = clock.now() - start;
      unharmed(() => {
        if (duration > slowMs)
          log(JSON.stringify({ slow: r.method, route, path: r.path, ms: duration.toFixed(1) }));
      });
      unharmed(() => metrics.recordRequest(r.method, route, String(status), duration * 0.001));
    };

    w.onClose(() => done(499));
    return Promise.resolve()
      .then(() => next(r, observed(w, heads)))
      .then(
        () => done(heads[0] ?? 200),
        (error: unknown) => {
          done(500);
          throw error;
        },
      );
  };
}

/** The writer itself, seen through a glass that notes each status code as it would be sent. */
function observed(w: ResponseWriter, heads: number[]): ResponseWriter {
  return new Proxy(w, {
    get(target, name: keyof ResponseWriter) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      return (...given: unknown[]): unknown => {
        if (name === 'writeHead') heads.push(given[0] as number);
        else if (name !== 'onClose') heads.push(200);
        return Reflect.apply(method, target, given);
      };
    },
  });
}

function unharmed(call: () => void): void {
  try {
    call();
  } catch {
    // A measurement that fails is lost, and nothing else.
  }
}
