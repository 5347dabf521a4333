/** A request of a load test, in milliseconds: when it was due or sent, and how long its answer took from then. */
export interface Sent {
  readonly at: number;
  readonly took: number;
}

/** A service that works on so many requests at once, for so long each, and freezes for a while. All in milliseconds. */
interface Service {
  readonly slots: number;
  readonly answerMs: number;
  readonly stopsAt: number;
  readonly stopMs: number;
}

/** Requests that come in by a clock, whatever becomes of those before. */
export function scheduled(count: number, everyMs: number, service: Service): readonly Sent[] {
  const free = Array.from({ length: service.slots }, () => 0);
  return Array.from({ length: count }, (_, index) => {
    const due = index * everyMs;
    const slot = free.indexOf(Math.min(...free));
    const ends = answered(Math.max(due, free[slot] ?? 0), service);
    free[slot] = ends;
    return { at: due, took: ends - due };
  });
}

/** Requests of as many clients as the service has slots: each waits for its answer before it sends again. */
export function polite(count: number, service: Service): readonly Sent[] {
  const free = Array.from({ length: service.slots }, () => 0);
  return Array.from({ length: count }, () => {
    const client = free.indexOf(Math.min(...free));
    const sent = free[client] ?? 0;
    const ends = answered(sent, service);
    free[client] = ends;
    return { at: sent, took: ends - sent };
  });
}

/** The value that a share of the requests does not exceed, by nearest rank. */
export function percentile(run: readonly Sent[], share: number): number {
  const sorted = run.map(({ took }) => took).sort((one, other) => one - other);
  return sorted[Math.ceil(share * sorted.length) - 1] ?? NaN;
}

/** The share of requests that find every slot busy (Erlang's C formula), when so many are busy on average. */
export function shareThatWaits(busy: number, slots: number): number {
  let blocked = 1;
  for (let slot = 1; slot <= slots; slot++) blocked = (busy * blocked) / (slot + busy * blocked);
  return blocked / (1 - (busy / slots) * (1 - blocked));
}

/** When work that begins at this moment is done. What is in the middle of it when the service stops goes on afterwards. */
function answered(begins: number, { answerMs, stopsAt, stopMs }: Service): number {
  const resumes = stopsAt + stopMs;
  if (begins >= stopsAt && begins < resumes) return resumes + answerMs;
  const isCaught = begins < stopsAt && begins + answerMs > stopsAt;
  return begins + answerMs + (isCaught ? stopMs : 0);
}
