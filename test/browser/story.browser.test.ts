import assert from 'node:assert/strict';
import { seriousFaults } from './accessibility';
import { check, choose, hint, run, tabTo, toTheCode, writeOver } from './keyboard';
import { installedExercise } from './learner';
import { briefPage, headingInView, markdownPreview, somePage } from './markdown-preview';
import { useDesk } from './shared-session';
import { editorOf } from './text-editor';
import { nowItem } from './tree';

const file = 'order-pipeline.ts';
const wide = { width: 1440, height: 900 };
const narrow = { width: 1024, height: 700 };

/** The names of themes in their list, and what tells them apart on the page. */
const themes = [
  ['Light Modern', 'vs'],
  ['Dark High Contrast', 'hc-black'],
  ['Light High Contrast', 'hc-light'],
  ['Dark Modern', 'vs-dark'],
] as const;

/** A text with pieces replaced, each of which has to be there. */
function changed(text: string, ...pieces: readonly (readonly [string, string])[]): string {
  return pieces.reduce((now, [piece, by]) => {
    assert.ok(now.includes(piece), `the reference has no ${JSON.stringify(piece)} any more`);
    return now.replace(piece, by);
  }, text);
}

/** The steps build on each other: a learner's first evening, from the first open to production-ready, and no mouse. */
describe('the whole story, by keyboard alone', function () {
  this.timeout(180_000);
  const desk = useDesk();
  const exercise = () => installedExercise(desk.session, 'order-pipeline-bottleneck');
  const title = (): string => exercise().manifest.title;
  const reference = (): string => exercise().textOf('typescript/reference/analysis/order-pipeline.ts');
  /** It keeps rules 1 to 4: no retries, and every stage sees the whole load. */
  const firstStage = (): string =>
    changed(
      reference(),
      ['for (let made = 0; made < maxAttempts; made++) attempts += failRate ** made;', 'attempts = 1;'],
      ['reaching = Math.min(reaching, capacity);', ''],
    );
  const naive = (): string =>
    changed(firstStage(), ['(used) => used < 1', '(used) => used <= 1'], ['Math.ceil', 'Math.floor']);

  it('begins with "Start here"', async () => {
    const workbench = await desk.open(desk.session.newFolder('story'));
    const { page } = workbench;
    await page.setViewportSize(wide);
    await page.getByRole('button', { name: 'Yes, I trust the authors' }).press('Enter');
    await run(workbench, 'View: Show Code-Along');
    await nowItem(workbench, 'Start here').waitFor();
    await run(workbench, 'Focus on Now View');
    const start = nowItem(workbench, `Start here: ${title()}`);
    await start.waitFor();
    await choose(workbench, start);
    await briefPage(workbench).getByRole('heading', { level: 1, name: title() }).waitFor();
    await workbench.screenshot('story-start-here');
  });

  it('starts the exercise from its brief', async () => {
    const { workbench } = desk;
    await tabTo(workbench, briefPage(workbench).getByRole('link', { name: 'Start', exact: true }));
    await workbench.page.keyboard.press('Enter');
    await workbench.notification(`${title()} is ready in TypeScript`);
    // The message does not wait for them: the code opens, and then the brief beside it comes to the front once more.
    await editorOf(workbench, file);
    await briefPage(workbench).getByRole('link', { name: 'Check my solution' }).waitFor();
    await toTheCode(workbench, file);
  });

  it('sees the tally rise from the starter to the first version', async () => {
    const { workbench } = desk;
    await check(workbench);
    await workbench.notification(`${title()}: 0 of 7 pass`);
    await toTheCode(workbench, file);
    await writeOver(workbench, file, naive());
    await check(workbench);
    await workbench.notification(`${title()}: 3 of 7 pass (+3)`);
    await nowItem(workbench, 'Stage 1 · 2 of 4').waitFor();
    await workbench.clearNotifications();
    await workbench.screenshot('story-first-version');
  });

  it('gets two hints, first one for what fails, while the brief keeps its place', async () => {
    const { workbench } = desk;
    const rule = briefPage(workbench).locator('#rule-3');
    await rule.evaluate((mark: { scrollIntoView(): void }) => mark.scrollIntoView());
    const placeOf = async (): Promise<number> =>
      rule.evaluate((mark: { getBoundingClientRect(): { top: number } }) => mark.getBoundingClientRect().top);
    const place = await placeOf();
    await toTheCode(workbench, file);
    await hint(workbench);
    await markdownPreview(workbench).getByText('Exactly full').waitFor();
    await toTheCode(workbench, file);
    await hint(workbench);
    await headingInView(workbench, 'hint-4');
    await run(workbench, 'Code-Along: Open the Brief');
    await rule.waitFor();
    assert.ok(Math.abs((await placeOf()) - place) < 2, `it stood at ${place}`);
  });

  it('reads what usually makes the check fail', async () => {
    const { workbench } = desk;
    await toTheCode(workbench, file);
    await run(workbench, 'Code-Along: Usual Causes of a Failing Check');
    const page = markdownPreview(workbench);
    await page.getByRole('heading', { level: 1, name: /^Usual causes: A full stage/ }).waitFor();
    await page.getByRole('heading', { level: 2, name: 'Full is stable' }).waitFor();
    await workbench.screenshotInBothThemes('story-usual-causes');
  });

  it('hears that stage 1 is done', async () => {
    const { workbench } = desk;
    await toTheCode(workbench, file);
    await writeOver(workbench, file, firstStage());
    await check(workbench);
    await workbench.notification(`${title()}: stage 1 is done, it works. 5 of 7 pass (+2)`);
    await workbench.clearNotifications();
    await workbench.screenshotInBothThemes('story-stage-1');
  });

  it('finds everything again after a reload', async () => {
    const { workbench } = desk;
    await workbench.page.reload();
    await workbench.statusBar(`${title()} 5/7`);
    await run(workbench, 'View: Show Code-Along');
    await nowItem(workbench, 'Stage 2 · 1 of 3').waitFor();
    await somePage(workbench).getByRole('heading', { level: 1 }).waitFor();
    await run(workbench, 'Code-Along: Open the Brief');
    await briefPage(workbench).locator('.rule.broken').first().waitFor();
  });

  it('reaches stage 2 and is offered the next exercise', async () => {
    const { workbench } = desk;
    await toTheCode(workbench, file);
    await writeOver(workbench, file, reference());
    await check(workbench);
    await workbench.notification(`${title()} passed and is production-ready: 7 of 7 pass (+2). Well done.`);
    await nowItem(workbench, 'Next: ').waitFor();
    await workbench.screenshot('story-production-ready');
    await workbench.clearNotifications();
    await workbench.page.setViewportSize(narrow);
    await workbench.screenshot('story-1024');
    await workbench.page.setViewportSize(wide);
  });

  it('compares with another right solution, and reads what it trades', async () => {
    const { workbench } = desk;
    const { page } = workbench;
    await toTheCode(workbench, file);
    await run(workbench, 'Code-Along: Compare With Another Solution');
    const other = page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'It trades' }).first();
    await other.waitFor();
    await workbench.screenshot('story-other-solutions');
    await page.keyboard.press('Enter');
    await page.locator('.monaco-diff-editor').getByText('It trades').first().waitFor();
    await workbench.screenshotInBothThemes('story-comparison');
    await run(workbench, 'View: Close Editor');
  });

  it('is told of an error that only the editor sees, beside the verdict', async () => {
    const { workbench } = desk;
    await toTheCode(workbench, file);
    await writeOver(workbench, file, `const late: number = 'soon';\n${reference()}`);
    await workbench.page.locator('.squiggly-error').first().waitFor();
    await check(workbench);
    await workbench.notification(/Your editor shows 1 error that the checks do not look for/);
    await workbench.screenshot('story-editor-error');
    await workbench.clearNotifications();
    await toTheCode(workbench, file);
    await writeOver(workbench, file, reference());
  });

  for (const [theme, className] of themes) {
    it(`has a brief that everybody can read in ${theme}`, async () => {
      const { workbench } = desk;
      await workbench.chooseTheme(theme, className);
      assert.deepEqual(await seriousFaults(workbench), []);
      await workbench.screenshot(`story-${className}`);
    });
  }
});
