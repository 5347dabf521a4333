import type { Kv } from '../../../../kit/typescript/kit';
import { StepRefusedError, type Step } from '../reference/internal/order/application/saga-types';
import type { Call, Context, Plan, Play } from './plan';

/** What a service remembers about the keys that it was called with. */
interface Memory {
  /** Keys of actions that happened. */
  done: string[];
  /** Keys of compensations that happened. */
  undone: string[];
  /** Keys of actions whose compensation came: they are refused from then on. */
  refused: string[];
}

type Called = (call: Call, answer: () => Promise<Context | void>) => Promise<Context | void>;

const timeout = (): Error =>
  Object.assign(new Error('the service did not answer in time'), { code: 'ETIMEDOUT' });

/**
 * The services behind the steps, which keep what `saga-types.ts` promises. Each keeps its memory in the store, in one atomic
 * operation of its caller's connection, so that its calls are steps of a process and turns of a race like any others.
 */
export class Services {
  /** `+s1` when the action of s1 took effect, `-s1` when it was taken back. */
  readonly effects: string[] = [];
  readonly #plan: Plan;
  readonly #plays = new Map<string, Play[]>();
  /** What actions have returned, where the plan says that calls change it later. */
  readonly #lent: Context[] = [];

  constructor(plan: Plan) {
    this.#plan = plan;
    for (const [name, list] of Object.entries(plan.plays ?? {})) this.plays(name, list);
  }

  /** What the next calls do. */
  plays(name: string, list: string): void {
    this.#plays.set(name, list.split(' ') as Play[]);
  }

  step(name: string, store: Kv, called: Called): Step<Context> {
    const compensates = !this.#plan.without?.includes(name);
    return Object.freeze({
      name,
      action: (context: Context, key: string) =>
        called({ step: name, kind: 'action', key, context: this.#seen(context) }, async () => {
          await this.#serve(name, store, (memory) => this.#act(memory, name, key));
          const result = structuredClone(this.#plan.results?.[name]);
          if (result && this.#plan.meddles) this.#lent.push(result);
          return result;
        }),
      ...(compensates && {
        compensate: async (context: Context, key: string, actionKey: string) => {
          const call = {
            step: name,
            kind: 'compensation',
            key,
            actionKey,
            context: this.#seen(context),
          } as const;
          await called(call, () =>
            this.#serve(`undo-${name}`, store, (memory) => this.#takeBack(memory, name, key, actionKey)),
          );
        },
      }),
      ...(this.#plan.pivot === name && { pivot: true }),
    });
  }

  async #serve(name: string, store: Kv, act: (memory: Memory) => 'refused' | void): Promise<void> {
    const play = this.#next(name);
    const place = `memory of ${name.replace('undo-', '')}`;
    let isRefused = play === 'refuse';
    await store.eval([name], (tx) => {
      if (play === 'refuse' || play === 'before') return;
      const memory = JSON.parse(tx.get(place) ?? '{"done":[],"undone":[],"refused":[]}') as Memory;
      isRefused = act(memory) === 'refused';
      tx.set(place, JSON.stringify(memory));
    });
    if (isRefused) throw new StepRefusedError(`${name} was refused`);
    if (play !== 'ok') throw timeout();
  }

  #act(memory: Memory, name: string, key: string): 'refused' | void {
    if (memory.refused.includes(key)) return 'refused';
    if (memory.done.includes(key)) return;
    memory.done.push(key);
    this.effects.push(`+${name}`);
  }

  #takeBack(memory: Memory, name: string, key: string, actionKey: string): void {
    if (memory.undone.includes(key)) return;
    memory.undone.push(key);
    memory.refused.push(actionKey);
    if (memory.done.includes(actionKey)) this.effects.push(`-${name}`);
  }

  #next(name: string): Play {
    const list = this.#plays.get(name) ?? ['ok'];
    return (list.length > 1 ? list.shift() : list[0]) ?? 'ok';
  }

  /** The context as the call got it. Then, where the plan says so, the call changes it, and all earlier results. */
  #seen(context: Context): Context {
    const seen = JSON.parse(JSON.stringify(context ?? null)) as Context;
    if (this.#plan.meddles) [context, ...this.#lent].forEach(meddle);
    return seen;
  }
}

/** Changes, deletes and adds, at the top and below. */
function meddle(context: Context): void {
  for (const [field, value] of Object.entries(context)) {
    if (Array.isArray(value)) value.push('changed by a step');
    else if (typeof value === 'object' && value !== null) Object.assign(value, { n: 99, more: 99 });
    else if (typeof value === 'number') context[field] = 99;
    else delete context[field];
  }
  context['more'] = 99;
}
