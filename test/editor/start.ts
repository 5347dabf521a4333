import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from './at-exit';
import { openDesktopCode, whyNotDesktopCode } from './desktop-code';
import { serveCode } from './served-code';

const REPOSITORY = path.resolve(__dirname, '../..');
/** Stays between two starts, so that a course begun here goes on. */
const SAMPLE_COURSE = path.join(REPOSITORY, '.sample-course');

async function start(): Promise<void> {
  mkdirSync(SAMPLE_COURSE, { recursive: true });
  const scratch = temporaryFolder('start');
  const obstacle = process.argv.includes('--browser') ? 'asked for' : await whyNotDesktopCode();
  if (obstacle) {
    const editor = await serveCode(REPOSITORY, scratch);
    announce(obstacle, editor.url(SAMPLE_COURSE));
  } else {
    console.log('Opening the course in your VS Code. Close its window, or press Ctrl-C here, to end it.');
    await openDesktopCode(REPOSITORY, SAMPLE_COURSE, path.join(scratch, 'user-data'));
  }
}

function announce(obstacle: string, address: string): void {
  console.log(`
  System Design Code-Along runs in a VS Code served to your browser (${obstacle}).

    Open    ${address}

    Then    click the Code-Along icon in the bar at the left edge
            and start with "Circuit Breaker" in week 1.

  Press Ctrl-C to end it. Your files stay in ${path.relative(process.cwd(), SAMPLE_COURSE)}
`);
}

start().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
