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
  return (next) =>
    async function measured(r, w) {
      const measurement = new Measurement(o, r);
      w.onClose(() => measurement.finish('499'));
      let status = '500';
      await null;
      try {
        const writer = new Head();
        await next(r, writer.over(w));
        status = writer.status;
      } finally {
        measurement.finish(status);
      }
    };
}

class Head {
  private sent: string[] = [];

  get status(): string {
    return [...this.sent, '200'][0];
  }

  over(w: ResponseWriter): ResponseWriter {
    const { sent } = this;
    const over = Object.create(w) as ResponseWriter;
    over.writeHead = (status, headers) => (sent.push(status.toString()), w.writeHead(status, headers));
    over.write = async (chunk) => (sent.push('200'), await w.write(chunk));
    over.flush = () => (sent.push('200'), w.flush());
    over.end = (...body) => (sent.push('200'), w.end(...body));
    return over;
  }
}

class Measurement {
  private began: number;
  private isFinished = false;

  constructor(
    private o: PerformanceOptions,
    private r: Req,
  ) {
    this.began = o.clock.now();
  }

  finish(status: string): void {
    if (this.isFinished) return;
    this.isFinished = true;
    const { metrics, clock, slowMs } = this.o;
    const took = clock.now() - this.began;
    try {
      metrics.recordRequest(this.r.method, this.route(), status, took / 1_000);
    } catch {}
    try {
      if (took > (slowMs === undefined ? 100 : slowMs))
        this.o.log(`${took} ms: ${this.r.method} ${this.route()}`);
    } catch {}
  }

  private route(): string {
    try {
      return this.o.routeOf(this.r);
    } catch {
      return 'other';
    }
  }
}
