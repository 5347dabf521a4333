import { useDesk } from './shared-session';
import { design } from './weeks/design';
import { plans } from './weeks/plans';
import { rows } from './weeks/rows';

/** The steps build on each other: one learner goes through the weeks, in one window. */
describe('a learner in the first weeks', function () {
  this.timeout(240_000);
  const desk = useDesk();
  const folder = (): string => desk.session.newFolder('weeks');
  before(async () => {
    const workbench = await desk.open(folder());
    await workbench.trustTheFolder();
    await workbench.openView('Code-Along');
  });

  describe('sees a week and its rows', () => rows(desk, folder));
  describe('works on an exercise that PostgreSQL judges', () => plans(desk));
  describe('writes a design', () => design(desk));
});
