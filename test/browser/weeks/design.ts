import { readFileSync } from 'node:fs';
import path from 'node:path';
import { markdownPreview } from '../markdown-preview';
import type { Desk } from '../shared-session';
import { pasteOver } from '../text-editor';
import { expandItem, pressInlineAction, treeItem } from '../tree';

const id = 'ordering-10k-per-min';
const title = 'Ordering at 10,000 a minute';
const file = `${id}.md`;
const reference = path.resolve(
  __dirname,
  `../../../exercises/week-01/${id}/markdown/reference/designs/${file}`,
);

/** The steps of a learner's first design. */
export function design(desk: Desk): void {
  it('is told which part is missing, at its place', async () => {
    const { workbench } = desk;
    await workbench.openView('Code-Along');
    await treeItem(workbench, 'Week 3: ').locator('.monaco-tl-twistie').click();
    await expandItem(workbench, 'Week 1: ');
    await pressInlineAction(workbench, title, 'Start Exercise');
    await workbench.notification(`${title} is ready`);
    await pasteOver(
      workbench,
      file,
      readFileSync(reference, 'utf8').replace('## Open questions', '## Questions'),
    );
    await workbench.page.getByRole('button', { name: 'Check My Solution' }).first().click();
    await workbench.notification(/11 of 12 pass · 1 to fix/);
    await workbench.screenshot('design-part-missing');
    await workbench.clearNotifications();
  });

  it('passes once its structure holds, and is rated beside samples of each mark', async () => {
    const { workbench } = desk;
    await pasteOver(workbench, file, readFileSync(reference, 'utf8'));
    await workbench.page.getByRole('button', { name: 'Check My Solution' }).first().click();
    await workbench.answer(/no program judges\. Rate it yourself/, 'Rate My Design');
    await markdownPreview(workbench).getByRole('heading', { level: 1, name: 'Rate your design' }).waitFor();
    await workbench.page.locator('.quick-input-widget').getByText('(1 of 5)').waitFor();
    await workbench.screenshot('design-rating');
    for (let criterion = 1; criterion <= 5; criterion++) {
      await workbench.page.locator('.quick-input-widget').getByText(`(${criterion} of 5)`).waitFor();
      await workbench.pick('2', '');
    }
    await workbench.notification(/You gave your design of .* \d+ of 15/);
  });

  it('is compared with the model answer, side by side', async () => {
    const { workbench } = desk;
    await workbench.answer(/You gave your design/, 'Open the Model Answer');
    await markdownPreview(workbench).getByRole('heading', { level: 2, name: 'Requirements' }).waitFor();
    await treeItem(workbench, title).filter({ hasText: '✓✓' }).waitFor();
    await workbench.screenshotInBothThemes('design-model-answer');
  });
}
