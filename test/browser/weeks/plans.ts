import { installedExercise } from '../learner';
import type { Desk } from '../shared-session';
import { pasteOver, save } from '../text-editor';
import { selectResult } from '../test-results';
import { pressInlineAction } from '../tree';

const up = '0002_orders_indexes.up.sql';

/** The steps of a learner who tries the index that comes to mind first, then the right ones; week 3 is open. */
export function plans(desk: Desk): void {
  const exercise = () => installedExercise(desk.session, 'orders-indexes');
  const reference = (): string => exercise().textOf(`sql/reference/crypto-wallet/db/migrations/${up}`);

  it('is started like any other', async () => {
    const { workbench } = desk;
    await workbench.openView('Code-Along');
    const { title } = exercise().manifest;
    await pressInlineAction(workbench, title, 'Start Exercise');
    await workbench.notification(`${title} is ready`);
  });

  it('shows the plan that reads too much beside the check that refuses it', async () => {
    const { workbench } = desk;
    const { title } = exercise().manifest;
    await pasteOver(workbench, up, 'CREATE INDEX CONCURRENTLY orders_time_idx ON orders (created_at);\n');
    await save(workbench);
    await workbench.runCommand('Code-Along: Check My Solution');
    await workbench.answer(`${title}: 2 of 10 pass`, 'Show the Results');
    const panel = workbench.page.locator('.part.panel');
    await panel.getByText('The plan that PostgreSQL ran').first().waitFor();
    await panel
      .getByText(/Index Scan using orders_time_idx on orders/)
      .first()
      .waitFor();
    await workbench.clearNotifications();
    await workbench.screenshotInBothThemes('plan-of-the-wrong-index');
  });

  it('shows the plan of the right index beside the check that passes', async () => {
    const { workbench } = desk;
    await pasteOver(workbench, up, reference());
    await save(workbench);
    await workbench.runCommand('Code-Along: Check My Solution');
    await workbench.statusBar(`${exercise().manifest.title} 6/10`);
    await workbench.clearNotifications();
    await selectResult(workbench, 'System Design Code-Along');
    await workbench.screenshotInBothThemes('plan-of-the-right-index');
  });
}
