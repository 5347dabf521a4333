import { settle, type Watched } from 'codealong/checkkit';
import type { Res } from '../../../../kit/typescript/kit';
import { bodyOf, customers } from './orders';
import type { Shop } from './shop';

/** Twelve orders at once, at a broker that answers each when the check says so. */
export class Crowd {
  readonly answers: readonly Watched<Res>[];
  readonly #ends = customers.map(() => new End());

  constructor(
    readonly shop: Shop,
    readonly input: string,
  ) {
    shop.broker = ({ customerName }) =>
      this.#ends[customers.indexOf(customerName)]?.promise ?? Promise.resolve();
    this.answers = customers.map((_, index) => shop.start(bodyOf(index), input));
  }

  async confirm(index: number): Promise<void> {
    this.#ends[index]?.resolve();
    await rest();
  }

  async refuse(index: number, error: unknown): Promise<void> {
    this.#ends[index]?.reject(error);
    await rest();
  }

  /** The answer to this order. Throws what the handler is told about when there is none. */
  answerTo(index: number): Res | undefined {
    const answer = this.answers[index];
    if (answer?.state === 'rejected') throw answer.error;
    return answer?.value;
  }
}

/** How the publication of one order ends. */
class End {
  resolve: () => void = () => {};
  reject: (error: unknown) => void = () => {};
  readonly promise = new Promise<void>((resolve, reject) => {
    this.resolve = resolve;
    this.reject = reject;
  });

  constructor() {
    this.promise.catch(() => undefined); // An order that nobody published may end as well.
  }
}

/** Lets everything go on that waits for no broker, also what a solution puts off for some turns of the event loop. */
export async function rest(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await settle();
}
