import { debugging } from './at-work/debugging';
import { lookingBack } from './at-work/looking-back';
import { stuck } from './at-work/stuck';
import { circuitBreaker, startIn } from './learner';
import { useDesk } from './shared-session';

/** The steps build on each other: one learner and one exercise, in one window. */
describe('a learner at work', function () {
  this.timeout(180_000);
  const desk = useDesk();
  const folder = (): string => desk.session.newFolder('at-work');
  before(async () => {
    await startIn(folder(), circuitBreaker(desk.session), desk);
  });

  describe('who is stuck', () => stuck(desk, folder));
  describe('who tries things out', () => lookingBack(desk, folder));
  describe('who debugs a failing check', () => debugging(desk, folder));
});
