import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { errors, type Browser, type Locator, type Page } from 'playwright-core';
import { temporaryFolder } from '../editor/at-exit';

/** High enough for every row of a week: a tree draws only those that are in sight. */
const VIEWPORT = { width: 1440, height: 1400 };
/** Where the pointer rests without a tooltip. */
const IN_THE_TITLE_BAR = { x: 300, y: 17 };
/** How long a step may take, in milliseconds. */
export const STEP_TIMEOUT_MS = 60_000;
/** How long a list may take to answer before one takes it for closed, in milliseconds. */
const PATIENCE_WITH_A_LIST_MS = 8_000;

/** The page of a VS Code, in the words of somebody who uses it. */
export class Workbench {
  private constructor(readonly page: Page) {}

  static async open(browser: Browser, address: string): Promise<Workbench> {
    const context = await browser.newContext({
      viewport: VIEWPORT,
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const page = await context.newPage();
    page.setDefaultTimeout(STEP_TIMEOUT_MS);
    await page.goto(address);
    await page.locator('.monaco-workbench .part.statusbar').waitFor();
    return new Workbench(page);
  }

  /** Closes the window, as somebody does who has had enough. */
  async close(): Promise<void> {
    await this.page.context().close();
  }

  /** Gives the sidebar another width, by its edge. */
  async resizeSidebar(width: number): Promise<void> {
    const { mouse } = this.page;
    const {
      x = 0,
      y = 0,
      width: old = 0,
      height = 0,
    } = (await this.page.locator('.part.sidebar').boundingBox()) ?? {};
    await mouse.move(x + old, y + height / 2);
    await mouse.down();
    await mouse.move(x + width, y + height / 2, { steps: 5 });
    await mouse.up();
  }

  async trustTheFolder(): Promise<void> {
    await this.page.getByRole('button', { name: 'Yes, I trust the authors' }).click();
  }

  async distrustTheFolder(): Promise<void> {
    await this.page.getByRole('button', { name: "No, I don't trust the authors" }).click();
  }

  /** Opens a view container by its title in the activity bar; leaves it open when it is already. */
  async openView(title: string): Promise<void> {
    const tab = this.page.locator('.part.activitybar').getByRole('tab', { name: title });
    await tab.waitFor();
    if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.click();
    await this.page.locator('.part.sidebar').getByText(title).first().waitFor();
  }

  /** Runs a command by its full title in the command palette. */
  async runCommand(title: string): Promise<void> {
    await this.inListOf('F1', (patience) => this.pick(title, `>${title}`, patience));
  }

  /** Runs a command that asks with a list, and chooses from it. */
  async runCommandFor(title: string, label: string): Promise<void> {
    await this.inListOf('F1', async (patience) => {
      await this.pick(title, `>${title}`, patience);
      await this.pick(label, label, patience);
    });
  }

  /**
   * Uses the list that these keys open at the top. A page that is still loading may take the focus, which closes the list:
   * then one opens it again.
   */
  async inListOf(keys: string, use: (patienceMs: number) => Promise<void>): Promise<void> {
    for (let tries = 1; tries < 5; tries++) {
      await this.page.keyboard.press(keys);
      if (await isInTime(use(PATIENCE_WITH_A_LIST_MS))) return;
    }
    await this.page.keyboard.press(keys);
    await use(STEP_TIMEOUT_MS);
  }

  /** Chooses an entry of the list that is open at the top, typing what finds it. */
  async pick(label: string, typed = label, timeout = STEP_TIMEOUT_MS): Promise<void> {
    // A pointer that rests where the list opens would bring up an explanation, which covers the rows.
    await this.page.mouse.move(0, 0);
    await this.page.locator('.quick-input-widget input[type="text"]').fill(typed, { timeout });
    const row = this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: label }).first();
    await row.click({ timeout });
  }

  /** The notification that says `text`, once it is there. */
  async notification(text: string | RegExp): Promise<Locator> {
    const found = this.page.locator('.notification-list-item').filter({ hasText: text }).first();
    await found.waitFor();
    return found;
  }

  /** Presses a button of the notification that says `text`, once it is there. */
  async answer(text: string | RegExp, button: string): Promise<void> {
    const found = await this.notification(text);
    await found.getByRole('button', { name: button }).click();
  }

  /** Leaves no notification on the page. */
  async clearNotifications(): Promise<void> {
    await this.runCommand('Notifications: Clear All Notifications');
    await this.page.locator('.notification-list-item').waitFor({ state: 'detached' });
  }

  /** The entry of the status bar that says `text`, once it is there. */
  async statusBar(text: string | RegExp): Promise<Locator> {
    const found = this.page.locator('.part.statusbar .statusbar-item').filter({ hasText: text }).first();
    await found.waitFor();
    return found;
  }

  /** Paints everything in another theme, by the name that the list of themes has for it. */
  async chooseTheme(name: string, className: string): Promise<void> {
    await this.runCommandFor('Preferences: Color Theme', name);
    await this.page.locator(`.monaco-workbench.${className}`).waitFor();
  }

  /** Writes a picture in the theme of now and, where pictures are asked for, one in the other; goes back to the first. */
  async screenshotInBothThemes(name: string): Promise<void> {
    if (!process.env['CODEALONG_SCREENSHOTS']) {
      await this.screenshot(name);
      return;
    }
    const workbench = this.page.locator('.monaco-workbench');
    const isDark = /\bvs-dark\b/.test((await workbench.getAttribute('class')) ?? '');
    const [first, second] = isDark ? ['.vs-dark', '.vs'] : ['.vs', '.vs-dark'];
    await this.screenshot(name);
    for (const theme of [second, first]) {
      await this.runCommand('Preferences: Toggle between Light/Dark Themes');
      await this.page.locator(`.monaco-workbench${theme}`).waitFor();
      if (theme === second) await this.screenshot(`${name}-other-theme`);
    }
  }

  /** Writes a picture into CODEALONG_SCREENSHOTS, or a temporary folder when nobody asked for pictures. */
  async screenshot(name: string): Promise<string> {
    const file = path.join(screenshotFolder(), `${name}.png`);
    await this.page.mouse.move(IN_THE_TITLE_BAR.x, IN_THE_TITLE_BAR.y);
    await this.page.locator('.monaco-hover:visible').waitFor({ state: 'detached' });
    await this.page.screenshot({ path: file });
    return file;
  }
}

/** Whether an action of the page was done in its time. */
async function isInTime(action: Promise<void>): Promise<boolean> {
  try {
    await action;
    return true;
  } catch (error) {
    if (error instanceof errors.TimeoutError) return false;
    throw error;
  }
}

let folder: string | undefined;

function screenshotFolder(): string {
  folder ??= process.env['CODEALONG_SCREENSHOTS'] || temporaryFolder('screenshots');
  mkdirSync(folder, { recursive: true });
  return folder;
}
