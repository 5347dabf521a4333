import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import type { App, Attempt } from '../../src/core/app/app';
import { progressPath } from '../../src/core/progress/progress-file';
import { attemptIn, courseOf } from './course';
import { age, textsIn } from './files';

/** A learner's folder after a fault, and what is known of it. */
export interface Scene {
  readonly location: string;
  readonly pack: string;
  readonly withoutGit?: boolean | undefined;
  /** Every text that the learner ever wrote. */
  readonly written: readonly string[];
  /** The files as they were before, and as they are after an operation without a fault. */
  readonly before: ReadonlyMap<string, string>;
  readonly after: ReadonlyMap<string, string>;
}

const ours = '.codealong/';
/** Names that only something unfinished has. */
const unfinished = /\.codealong-draft$|\.lock$|tmp_(obj|pack|idx)|moments\.git\.|fast_import_crash/;

/** Fails unless everything is well: nothing lost, nothing half written, and the course goes on as if nothing had been. */
export async function allIsWell(scene: Scene): Promise<void> {
  const told: string[] = [];
  const onNotice = (message: string): void => void told.push(message);
  const app = courseOf({ ...scene, since: 3_000_000, onNotice });
  const attempt = attemptIn(scene.location);
  const files = await textsIn(scene.location);
  const elsewhere = scene.written.filter((text) => ![...files.values()].includes(text));
  assert.deepEqual(await notInHistory(app, attempt, elsewhere), [], 'texts of the learner are gone');

  for (const [path, text] of files) {
    if (path.startsWith(ours) || unfinished.test(path)) continue;
    const whole = [scene.before.get(path), scene.after.get(path)];
    assert.ok(whole.includes(text), `${path} is neither as before nor as after: ${JSON.stringify(text)}`);
  }
  for (const path of scene.before.keys())
    if (!path.startsWith(ours)) assert.ok(files.has(path), `${path} is gone`);

  const known = [undefined, scene.before.get(progressPath), scene.after.get(progressPath)];
  assert.ok(known.includes(files.get(progressPath)), 'the progress is neither as before nor as after');
  await goesOn(app, attempt, scene);
  const wasCorrupt = files.has(progressPath) && isCorrupt(files.get(progressPath) ?? '');
  assert.equal(told.length, wasCorrupt ? 1 : 0, told.join('\n'));
}

function isCorrupt(text: string): boolean {
  try {
    JSON.parse(text);
    return false;
  } catch {
    return true;
  }
}

/** Which of these texts no moment of the history has. */
async function notInHistory(
  app: App,
  attempt: Attempt,
  texts: readonly string[],
): Promise<readonly string[]> {
  let missing = texts;
  const { moments } = await app.history(attempt);
  for (const { id } of moments) {
    if (missing.length === 0) break;
    const kept = (await app.moment(attempt, id)).map(({ text }) => text);
    missing = missing.filter((text) => !kept.includes(text));
  }
  return missing;
}

/** Hours later the learner comes back: start, write, check, reset. */
async function goesOn(app: App, attempt: Attempt, { location }: Scene): Promise<void> {
  await age(location);
  const path = 'pkg/sum/sum.ts';
  await app.start(attempt);
  await attempt.folder.write(path, '// and on we go\n');
  await app.check(attempt);
  await app.reset(attempt);
  assert.match(await attempt.folder.read(path), /Not written yet/);
  assert.equal(
    typeof (await app.progress(attempt.folder)).exercises['adder']?.tracks.typescript?.solvedAt,
    'number',
  );

  const left = (await readdir(location, { recursive: true })).filter((name) => unfinished.test(name));
  assert.deepEqual(left, [], 'this is left over');
}
