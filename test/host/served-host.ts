import path from 'node:path';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../editor/browser';
import { startEditor } from '../editor/server';
import type { HostRun } from './host-run';
import { REPORT_MARK } from './result';

/** Nobody looks at this page, and every pixel of it is painted by the processor. */
const VIEWPORT = { width: 800, height: 600 };

const TIME_LIMIT_MS = 10 * 60_000;

/** Extension tests refuse the trust dialog, so trust is switched off; the browser tests judge restricted mode. */
const SETTINGS = { 'security.workspace.trust.enabled': false };

/** Runs the compiled suite in the extension host of the served editor, to the suite's end. */
export async function runInServedHost(run: HostRun): Promise<void> {
  const editor = await startEditor({
    extensionsDir: path.join(run.scratch, 'extensions'),
    userDataDir: path.join(run.scratch, 'user-data'),
    settings: SETTINGS,
    env: { ...process.env, ...run.env },
  });
  try {
    const browser = await launchBrowser();
    try {
      const address = editor.url(run.workspace, [
        ['extensionDevelopmentPath', editor.remoteUri(run.extension)],
        ['extensionTestsPath', editor.remoteUri(run.suite)],
        ['skipWelcome', 'true'],
      ]);
      await openAndAwaitSuite(await browser.newPage({ viewport: VIEWPORT }), address);
    } finally {
      await browser.close();
    }
  } finally {
    await editor.stop();
  }
}

/** The workbench hands its console lines and the end of the suite to two functions that the page offers. */
async function openAndAwaitSuite(page: Page, address: string): Promise<void> {
  await page.exposeFunction('codeAutomationLog', printReportLine);
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The suite did not end in time.')), TIME_LIMIT_MS);
    const end = (): void => {
      clearTimeout(timer);
      resolve();
    };
    page.once('crash', () => reject(new Error('The page of the editor crashed.')));
    page
      .exposeFunction('codeAutomationExit', end)
      .then(() => page.goto(address))
      .catch(reject);
  });
}

function printReportLine(_type: string, args: readonly unknown[]): void {
  const line = args.join(' ');
  if (line.startsWith(REPORT_MARK)) console.log(line.slice(REPORT_MARK.length));
  else if (process.env['CODEALONG_VERBOSE']) console.log(line);
}
