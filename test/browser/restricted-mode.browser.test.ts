import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { circuitBreaker } from './learner';
import { briefPage, markdownPreview } from './markdown-preview';
import { useDesk } from './shared-session';
import { pressInlineAction, treeItem } from './tree';

const reason = 'This folder is not trusted, so Code-Along writes nothing and runs nothing here.';

/** The steps build on each other: the folder is trusted at last. */
describe('a folder that is not trusted', function () {
  this.timeout(180_000);
  const desk = useDesk();
  let title: string;
  let folder: string;
  before(() => {
    title = circuitBreaker(desk.session).manifest.title;
    folder = desk.session.newFolder('untrusted');
  });

  it('says why so little can be done', async () => {
    const workbench = await desk.open(folder);
    await workbench.distrustTheFolder();
    await workbench.openView('Code-Along');
    await workbench.page.getByText('Restricted Mode: you can read the course.').waitFor();
  });

  it('lets the brief be read', async () => {
    const { workbench } = desk;
    await treeItem(workbench, title).click();
    await briefPage(workbench).getByRole('heading', { level: 1, name: title }).waitFor();
  });

  it('lets the guide be read', async () => {
    const { workbench } = desk;
    await workbench.runCommandFor('Code-Along: Open the Guide', title);
    await markdownPreview(workbench).getByRole('heading', { name: 'Half-open and the probe' }).waitFor();
  });

  it('refuses to start an exercise, with the reason', async () => {
    const { workbench } = desk;
    await pressInlineAction(workbench, title, 'Start Exercise');
    await workbench.notification(reason);
    assert.deepEqual(readdirSync(folder), []);
  });

  it('refuses to check, with the reason', async () => {
    const { workbench } = desk;
    await workbench.clearNotifications();
    await workbench.runCommandFor('Code-Along: Check My Solution', title);
    await workbench.notification(reason);
    assert.deepEqual(readdirSync(folder), []);
  });

  it('leads to where it can be trusted, and then goes on without a new start', async () => {
    const { workbench } = desk;
    await workbench.answer(reason, 'Manage Workspace Trust');
    await workbench.page.getByRole('button', { name: 'Trust', exact: true }).click();
    await workbench.page
      .getByText('Restricted Mode: you can read the course.')
      .waitFor({ state: 'detached' });
    await pressInlineAction(workbench, title, 'Start Exercise');
    await workbench.pick('TypeScript');
    await workbench.notification(`${title} is ready in TypeScript`);
  });
});
