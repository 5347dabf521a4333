import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { atExit, removeFolder } from './at-exit';
import { unfinished } from './cache';
import type { Editor } from './editor';
import { ensureEditor, moveIntoPlace } from './install';
import { runToEnd } from './processes';

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/microsoft-edge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A headless browser: the one named by CODEALONG_CHROMIUM, else the system's, else the pinned one from npm. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = await findBrowser();
  await explainMissingLibraries(executablePath);
  return chromium.launch({ executablePath, args: ARGUMENTS });
}

async function findBrowser(): Promise<string> {
  const chosen = process.env['CODEALONG_CHROMIUM'];
  if (!chosen)
    return USUAL_PLACES.find((place) => existsSync(place)) ?? unpackedBrowser(await ensureEditor());
  if (existsSync(chosen)) return chosen;
  throw new Error(`CODEALONG_CHROMIUM names ${chosen}, and there is no such file.`);
}

/** The npm package carries a compressed browser and unpacks it into TMPDIR: give it a place in the cache. */
async function unpackedBrowser({ root }: Editor): Promise<string> {
  const home = `${root}-chromium`;
  if (!existsSync(home)) {
    const workshop = unfinished(home);
    mkdirSync(workshop);
    atExit(() => removeFolder(workshop));
    await runToEnd(process.execPath, ['-e', 'require("@sparticuz/chromium").executablePath()'], {
      cwd: root,
      env: { ...process.env, TMPDIR: workshop },
    });
    moveIntoPlace(workshop, home);
  }
  return path.join(home, 'chromium');
}

async function explainMissingLibraries(browser: string): Promise<void> {
  try {
    await runToEnd(browser, ['--version', '--no-sandbox']);
  } catch (error) {
    const output = (error as Error).message;
    const library = /error while loading shared libraries: ([^:\s]+)/.exec(output)?.[1];
    if (!library) throw error;
    throw new Error(
      `The browser ${browser} can't start: this system lacks the shared library ${library}.\n` +
        'Install a browser (Debian, Ubuntu: sudo apt-get install chromium), or name one in CODEALONG_CHROMIUM.',
      { cause: error },
    );
  }
}
