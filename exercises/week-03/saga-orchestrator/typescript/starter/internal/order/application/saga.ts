import type { Clock } from '../../../kit';
import type { RetryPolicy, SagaLog, SagaOutcome, Step } from './saga-types';

/** Takes one business transaction through several services, or back. */
export class Saga<C extends object> {
  readonly #id: string;
  readonly #steps: Step<C>[];
  readonly #log: SagaLog;
  readonly #clock: Clock;
  readonly #retry: RetryPolicy;

  constructor(d: { id: string; steps: Step<C>[]; log: SagaLog; clock: Clock; retry: RetryPolicy }) {
    this.#id = d.id;
    this.#steps = d.steps;
    this.#log = d.log;
    this.#clock = d.clock;
    this.#retry = d.retry;
  }

  /**
   * Starts the saga.
   * @throws SagaStartedError when it was started before and has not ended; whatever the log throws.
   */
  async run(context: C): Promise<SagaOutcome> {
    throw new Error('Not written yet: run. Call the actions in order (rule 1).');
  }

  /**
   * Goes on where the log says, with the context that the log knows.
   * @throws SagaUnknownError when there is no such saga; whatever the log throws.
   */
  async resume(): Promise<SagaOutcome> {
    throw new Error('Not written yet: resume. Go on where the log says (rule 8).');
  }
}
