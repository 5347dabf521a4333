import { acceptsOrders } from './accepts';
import { failuresAre502Or504 } from './failures';
import { findsTheCause } from './causes';
import { invalidOrdersAreRefused } from './invalid';
import { isNotFooledByText } from './fooled';
import { openIs503 } from './open';
import { spreadsRetries } from './spreads';
import { waitsForTheBroker } from './waits';

// In the order of exercise.yaml: a check that builds on another one comes after it.
it('accepts-orders', acceptsOrders);
it('waits-for-the-broker', waitsForTheBroker);
it('invalid-orders-are-refused', invalidOrdersAreRefused);
it('open-is-503', openIs503);
it('failures-are-502-or-504', failuresAre502Or504);
it('finds-the-cause', findsTheCause);
it('is-not-fooled-by-text', isNotFooledByText);
it('spreads-retries', spreadsRetries);
