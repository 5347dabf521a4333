import { BrokerServer, DbServer, gates, ManualClock, settle, show, type Gate } from 'codealong/checkkit';
import type { Msg } from '../../../../kit/typescript/kit';
import type { Consumer } from '../../../../kit/typescript/kit/consumer';
import { Member } from './member';
import type { Settings } from './witness';

/** A message of these checks: its key, its id and its offset are all that matters. */
export interface Sent {
  partition?: number;
  offset: number;
  key: string | null;
  /** `m<partition>-<offset>` when left out. */
  id?: string;
}

export const topic = 'go-coffee.orders';
const group = 'stock';

/** A broker, a database and a clock, and members of one consumer group over them. */
export class World {
  readonly db = new DbServer();
  readonly clock = new ManualClock();
  readonly broker: BrokerServer;

  constructor(partitions = 3) {
    this.broker = new BrokerServer(partitions);
    this.db.onCommit(() => (this.#counts = undefined));
  }

  /** Puts messages into the log, where they name it. */
  put(...sent: Sent[]): void {
    this.broker.fill(sent.map(messageOf));
  }

  /** Starts an instance and waits until it has its partitions. */
  async join(settings: Partial<Settings> = {}, gate: Gate = {}, ofBroker: Gate = gate): Promise<Member> {
    const member = new Member(this, settings, gate);
    member.client = this.broker.join({ group, topic, listener: member, gate: gates(member.life, ofBroker) });
    await this.settled();
    return member;
  }

  /** Somebody else joins or leaves: the broker takes all partitions back and shares them out again. */
  async rebalance(): Promise<void> {
    const listener = { onAssign: () => undefined, onRevoke: () => undefined };
    if (this.#stranger) void this.#stranger.close();
    this.#stranger = this.#stranger ? undefined : this.broker.join({ group, topic, listener });
    await this.settled();
  }

  #stranger: Consumer | undefined;

  /** The process of an instance dies. */
  async kill(member: Member): Promise<void> {
    member.life.die();
    await this.settled();
  }

  /** The instance is silent for too long: its partitions are given to others, and it does not know. */
  async expel(member: Member): Promise<void> {
    await this.broker.expel(member.client);
  }

  /** Several steps: a commit, a deletion and the next commit come one after the other. */
  async settled(): Promise<void> {
    for (let n = 0; n < 3; n++) await settle();
  }

  /** What the group has committed in a partition. */
  committed(partition = 0): number | undefined {
    return this.broker.committed(group, topic).get(partition);
  }

  /** How often each message had its effect: its id → the number. */
  get counts(): ReadonlyMap<string, number> {
    if (this.#counts) return this.#counts;
    const counts = new Map<string, number>();
    for (const { id } of this.db.rows('effects').values() as Iterable<{ id: string }>)
      counts.set(id, (counts.get(id) ?? 0) + 1);
    return (this.#counts = counts);
  }

  #counts: ReadonlyMap<string, number> | undefined;
}

export const idOf = ({ headers }: Msg): string => headers['message-id'] ?? '';
export const keyOf = ({ key }: Msg): string => (key === null ? 'no key' : `key ${show(key)}`);
export const placeOf = ({ partition, offset }: Msg): string => `offset ${offset} of partition ${partition}`;

/** `0 'a', 1 'b'`: offsets and keys, for the input of a finding. */
export function listed(sent: readonly Sent[]): string {
  const shown = sent.slice(0, 16).map(({ partition = 0, offset, key, id }) => {
    const where = sent.some((other) => (other.partition ?? 0) > 0) ? `${partition}/${offset}` : `${offset}`;
    return `${where} ${key === null ? 'no key' : show(key)}${id === undefined ? '' : ` id ${show(id)}`}`;
  });
  return `${shown.join(', ')}${sent.length > shown.length ? ', …' : ''}`;
}

function messageOf({ partition = 0, offset, key, id = `m${partition}-${offset}` }: Sent): Msg {
  return { topic, key, value: '{}', headers: { 'message-id': id }, partition, offset };
}
