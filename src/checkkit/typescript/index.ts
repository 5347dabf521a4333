/** What hidden checks are written with: assertions that explain, and doubles that make time and races repeatable. */
export { BrokerError, type BrokerCode } from './broker/broker-error';
export { BrokerServer, type BrokerOperation, type Joining } from './broker/broker-server';
export { ChannelServer, type ChannelLimit } from './channel-server';
export { DbError, type DbCode } from './db/db-error';
export { DbServer, type DbOperation } from './db/db-server';
export { describeError, equal, fail, ok, outcomeOf, succeeds, throws, type Outcome } from './expect';
export { connectionReset, everyFault, Process, type Ending, type Point, type Trouble } from './faults';
export { Finding, show, type Told } from './finding';
export { idle } from './idle';
export { describeRequest, headerOf, jsonOf, mustSay, request } from './http';
export { everyInterleaving, Schedule } from './interleaving';
export { gates, type Gate, type Operation } from './gate';
export { KvServer, type KvOperation } from './kv-server';
export { ManualClock } from './manual-clock';
export { isNear, near } from './near';
export { Network, type Port, type Travel, type Weather } from './network';
export { seededRng } from './seeded-rng';
export { settle, watch, type PromiseState, type Watched } from './settle';
