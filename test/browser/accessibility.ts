import { AxeBuilder } from '@axe-core/playwright';
import { briefPage } from './markdown-preview';
import type { Workbench } from './workbench';

/** What a screen reader or weak eyes would stumble over on the page of the brief, each with its place. */
export async function seriousFaults(workbench: Workbench): Promise<readonly string[]> {
  await briefPage(workbench).locator('main').waitFor();
  const ours: [string, string, string] = [
    'iframe.webview.ready[src*="extensionId=codealong.system-design-codealong"]',
    '#active-frame',
    'body',
  ];
  const { violations, passes } = await new AxeBuilder({ page: workbench.page })
    .include({ fromFrames: ours })
    .analyze();
  if (passes.length === 0) throw new Error('Nothing was looked at.');
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.flat().at(-1) ?? ''}`));
}
