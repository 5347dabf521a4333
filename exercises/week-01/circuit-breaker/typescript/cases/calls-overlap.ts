// The broker is slow to take Ana's order. Ben orders meanwhile, and must not wait for Ana.
// Set a breakpoint where your execute calls fn: does Ben's call get there while Ana's is under way?
import { check, equal, later, ManualClock, settle } from '../support';
import { CircuitBreaker } from '../../pkg/resilience/circuit-breaker';

check('a slow call keeps nobody waiting', async () => {
  const breaker = new CircuitBreaker({ maxFailures: 3, timeoutMs: 30_000, clock: new ManualClock() });
  const slow = later<string>();
  const answers: string[] = [];
  const order = async (name: string, fn: () => Promise<string> | string): Promise<void> => {
    answers.push(`${name}: ${await breaker.execute(fn)}`);
  };

  const orders = [order('Ana', () => slow.promise), order('Ben', () => 'espresso')];
  await settle();
  equal(answers, ['Ben: espresso'], 'who has an answer while the order of Ana is under way');

  slow.resolve('flat white');
  await Promise.all(orders);
  equal(answers, ['Ben: espresso', 'Ana: flat white'], 'all answers, in the order in which they came');
});
