// Two pods report for the same coffee machine in the same moment. Neither of them expects anything of the stream.
// Set a breakpoint where your saveEvents handles 'any', and look at what happens to the second pod.
import { check, equal, ManualClock, MemoryKv } from '../support';
import { KvEventStore } from '../../pkg/eventstore/event-store';

check("saves with 'any' never conflict", async () => {
  const clock = new ManualClock();
  const kv = new MemoryKv(clock);
  const report = (id: string) =>
    new KvEventStore(kv, clock).saveEvents('machine-4', [{ id, type: 'MachineReported', data: {} }], 'any');

  const saves = await Promise.allSettled([report('warm'), report('empty')]);
  equal(
    saves.map(({ status }) => status),
    ['fulfilled', 'fulfilled'],
    'how the two reports ended',
  );
  const stored = await new KvEventStore(kv, clock).getEvents('machine-4');
  equal(stored.map(({ id }) => id).sort(), ['empty', 'warm'], 'the reports in the stream');
});
