import type { FrameLocator } from 'playwright-core';
import { STEP_TIMEOUT_MS, type Workbench } from './workbench';

/** What the functions below need of a page's globals: they run inside the preview. */
interface Frame {
  readonly scrollY: number;
  readonly innerHeight: number;
}
declare const globalThis: Frame;

/** How long a page may take to scroll before one follows the link again, in milliseconds. */
const PATIENCE_WITH_A_LINK_MS = 15_000;

/** The inside of the Markdown preview that is open. */
export function markdownPreview(workbench: Workbench): FrameLocator {
  return pageOf(workbench, 'vscode.markdown-language-features');
}

/** The inside of the page of the brief. */
export function briefPage(workbench: Workbench): FrameLocator {
  return pageOf(workbench, 'codealong.system-design-codealong');
}

/**
 * The inside of the page that is there, whichever that is. After a reload one waits for it before one opens another: of two that load
 * at once, this editor may keep one waiting for half a minute.
 */
export function somePage({ page }: Workbench): FrameLocator {
  return page.locator('iframe.webview.ready').first().contentFrame().frameLocator('#active-frame');
}

/** The inside of the page that an extension shows. */
function pageOf({ page }: Workbench, extension: string): FrameLocator {
  return page
    .frameLocator(`iframe.webview.ready[src*="extensionId=${extension}"]`)
    .frameLocator('#active-frame');
}

/**
 * Waits until the heading with this id, the last part of a guide anchor, stands in the upper half of the preview. Returns
 * how far the preview is scrolled for it. A preview that is asked for another section reloads, which takes the page away
 * under whoever looks at it: then one looks again.
 */
export async function headingInView(
  workbench: Workbench,
  id: string,
  patienceMs = STEP_TIMEOUT_MS,
): Promise<number> {
  return inView(workbench, markdownPreview(workbench), id, patienceMs);
}

/**
 * Follows a link until its heading is in view. The preview may take what the page before said of its place for that of the new one,
 * and scroll there: then one follows the link once more.
 */
export async function followTo(
  workbench: Workbench,
  id: string,
  follow: () => Promise<void>,
): Promise<number> {
  for (let tries = 1; tries < 3; tries++) {
    await follow();
    const scrolled = await headingInView(workbench, id, PATIENCE_WITH_A_LINK_MS).catch(() => undefined);
    if (scrolled !== undefined) return scrolled;
  }
  await follow();
  return headingInView(workbench, id);
}

/** The same as `headingInView` for whatever has this id on a page. */
export async function inView(
  { page }: Workbench,
  frame: FrameLocator,
  id: string,
  patienceMs = STEP_TIMEOUT_MS,
): Promise<number> {
  const heading = frame.locator(`[id="${id}"]`);
  const scrolledTo = (element: { getBoundingClientRect(): { top: number } }): number | undefined => {
    const { top } = element.getBoundingClientRect();
    return top >= -5 && top < globalThis.innerHeight / 2 ? globalThis.scrollY : undefined;
  };
  const deadline = Date.now() + patienceMs;
  let cause: unknown;
  while (Date.now() < deadline) {
    try {
      const scrolled = await heading.evaluate(scrolledTo);
      if (scrolled !== undefined) return scrolled;
    } catch (error) {
      cause = error;
    }
    await page.waitForTimeout(100);
  }
  throw new Error(`The page did not scroll to "${id}".`, { cause });
}
