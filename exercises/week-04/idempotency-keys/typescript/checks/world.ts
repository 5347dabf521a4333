import {
  describeError,
  fail,
  headerOf,
  KvServer,
  settle,
  show,
  watch,
  type Gate,
  type Watched,
} from 'codealong/checkkit';
import { idempotent, type Handler } from '../reference/pkg/middleware/idempotency';

export type Request = Parameters<Handler>[0];
export type Answer = Awaited<ReturnType<Handler>>;

/** What the handler does with its run number `run`, 1 for the first. */
export type Work = (run: number, request: Request) => Answer | Promise<Answer>;

/** An answer that tells which run of the handler it is from. */
export function created(run: number): Answer {
  return { status: 201, headers: { location: `/orders/${run}` }, body: `{"order":${run}}` };
}

interface Settings {
  readonly ttlMs?: number;
  readonly lockMs?: number;
  readonly work?: Work;
}

/** One store and one handler, behind as many instances of the gateway as a check opens. */
export class World {
  /** The one that was made last. */
  static newest: World | undefined;
  now = 1_000_000;
  readonly server = new KvServer({ now: () => this.now });
  readonly #settings: Settings;
  /** What the handler was called with, in this order. */
  readonly runs: Request[] = [];
  /** How many operations came to the store. */
  operations = 0;

  constructor(settings: Settings = {}) {
    this.#settings = settings;
    World.newest = this;
  }

  open(gate: Gate = {}, required: (request: Request) => boolean = () => false): Handler {
    const { ttlMs = 86_400_000, lockMs = 30_000, work = created } = this.#settings;
    const kv = this.server.connect(counted(gate, () => this.operations++));
    const handler: Handler = (request) => {
      this.runs.push(request);
      // A throw of `work` is a throw of the handler, before it has returned a promise.
      const answer = work(this.runs.length, request);
      return answer instanceof Promise ? answer : Promise.resolve(answer);
    };
    return idempotent({ kv, ttlMs, lockMs, required })(handler);
  }

  get keysInStore(): string[] {
    return Object.keys(this.server.dump());
  }
}

function counted(gate: Gate, count: () => void): Gate {
  return {
    before: (operation) => {
      count();
      return gate.before?.(operation);
    },
    after: (operation) => gate.after?.(operation),
    get dead() {
      return gate.dead ?? false;
    },
    onDeath: (fn) => gate.onDeath?.(fn),
  };
}

/** Sends a request, without waiting for its end. */
export function start(gateway: Handler, request: Request): Watched<Answer> {
  return watch(Promise.resolve().then(() => gateway(request)));
}

/** Sends a request that has to be answered now. */
export async function send(gateway: Handler, request: Request, input: string): Promise<Answer> {
  const sent = start(gateway, request);
  await settle();
  return answerOf(sent, input);
}

/** The answer that a request has by now. */
export function answerOf(sent: Watched<Answer>, input: string): Answer {
  if (sent.state === 'fulfilled') return whole(sent.value, input);
  const actual =
    sent.state === 'pending' ? 'it still waits' : `it rejected with ${describeError(sent.error)}`;
  return fail({ message: 'A request was not answered.', input, expected: 'an answer', actual });
}

function whole(value: unknown, input: string): Answer {
  const { status, headers, body } = (value ?? {}) as Partial<Answer>;
  if (typeof status === 'number' && typeof headers === 'object' && headers && typeof body === 'string')
    return value as Answer;
  return fail({
    message: 'What a request got is not an answer.',
    input,
    expected: 'status, headers and body',
    actual: show(value),
  });
}

/** How a request stands, in a word or two. */
export function endOf(sent: Watched<Answer> | undefined): string {
  if (!sent || sent.state === 'pending') return 'no answer yet';
  if (sent.state === 'rejected') return `rejected with ${describeError(sent.error)}`;
  return kindOf(sent.value);
}

/** Whether an answer is a replay. */
export function isReplay(answer: Answer): boolean {
  return headerOf(answer, 'idempotent-replayed') !== undefined;
}

export function kindOf(answer: Answer | undefined): string {
  if (!answer) return 'no answer';
  const own = answer.status === 409 || answer.status === 422 ? '' : ` with body ${show(answer.body)}`;
  return isReplay(answer) ? `a replay of ${answer.status}${own}` : `${answer.status}${own}`;
}
