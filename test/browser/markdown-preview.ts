import type { FrameLocator } from 'playwright-core';
import type { Workbench } from './workbench';

/** What the functions below need of a page's globals: they run inside the preview. */
interface Frame {
  readonly scrollY: number;
  readonly innerHeight: number;
}
declare const globalThis: Frame;

/** The inside of the Markdown preview that is open. */
export function markdownPreview({ page }: Workbench): FrameLocator {
  return page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
}

/**
 * Waits until the heading with this id, the last part of a guide anchor, stands in the upper half of the preview. Returns
 * how far the preview is scrolled for it.
 */
export async function headingInView(workbench: Workbench, id: string): Promise<number> {
  const heading = markdownPreview(workbench).locator(`[id="${id}"]`);
  await heading.waitFor();
  const scrolledTo = (element: { getBoundingClientRect(): { top: number } }): number | undefined => {
    const { top } = element.getBoundingClientRect();
    return top >= -5 && top < globalThis.innerHeight / 2 ? globalThis.scrollY : undefined;
  };
  const deadline = Date.now() + 10_000;
  for (;;) {
    const scrolled = await heading.evaluate(scrolledTo);
    if (scrolled !== undefined) return scrolled;
    if (Date.now() > deadline) throw new Error(`The preview did not scroll to "${id}".`);
    await workbench.page.waitForTimeout(100);
  }
}
