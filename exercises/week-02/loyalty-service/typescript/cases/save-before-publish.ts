// Ana earns points, and everything that happens is written down. The publisher takes its time.
// Set breakpoints where your EarnPoints saves, publishes and returns. In which order are they hit?
import { check, equal, ManualClock, settle } from '../support';
import { EarnPoints } from '../../internal/loyalty/application/earn-points';

check('first save, then publish, then answer', async () => {
  const journal: string[] = [];
  const accounts = { load: async () => null, save: async () => void journal.push('saved') };
  const publisher = {
    async publish() {
      await settle();
      journal.push('published');
    },
  };
  const earnPoints = new EarnPoints(accounts, publisher, new ManualClock());

  await earnPoints.execute({ customerId: 'ana', orderId: 'order-17', amountMinor: 5_000 });
  journal.push('answered');
  equal(journal, ['saved', 'published', 'answered'], 'what happened until the answer');
});
