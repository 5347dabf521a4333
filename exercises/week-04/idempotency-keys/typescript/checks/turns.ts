import type { Gate, Schedule } from 'codealong/checkkit';

/** Where the racing clients are: on an instance each, or on one for all. */
export const places = ['two instances', 'one instance'] as const;

/**
 * Each store operation of an instance is a turn of its client. `begun` is called at the first turn of the client. Somebody who
 * asks again and again without an end gets no answer.
 */
export function turns(schedule: Schedule, client: string, begun: () => void = () => undefined): Gate {
  return {
    before: async ({ number }) => {
      if (number > 200) await new Promise(() => undefined);
      await schedule.turn(client);
      if (number === 1) begun();
    },
  };
}
