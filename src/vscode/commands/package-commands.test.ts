import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import manifest from '../../../package.json';
import texts from '../../../package.nls.json';
import { walkthroughId } from './walkthrough-id';
import { commandIds, contributedCommandIds, internalCommandIds } from './command-ids';

const { contributes } = manifest;
const ours = /codealong\.[A-Za-z]+/g;
const known = new Set<string>(commandIds);

/** Every text anywhere in a value. */
function strings(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : [];
}

describe('package.json', () => {
  it('contributes exactly the commands that the code registers for menus and palettes', () => {
    const contributed = contributes.commands.map(({ command }) => command);
    assert.deepEqual([...contributed].sort(), [...contributedCommandIds].sort());
    for (const id of internalCommandIds) assert.ok(!contributed.includes(id), `${id} needs an argument`);
  });

  it('gives every command a title in the category Code-Along', () => {
    for (const { title, category } of contributes.commands) {
      assert.match(title, /^%command\.\w+%$/);
      assert.equal(category, '%category%');
    }
    assert.equal(texts.category, 'Code-Along');
  });

  it('offers only known commands in menus', () => {
    for (const [menu, entries] of Object.entries(contributes.menus)) {
      for (const { command } of entries) assert.ok(known.has(command), `${command} in ${menu}`);
    }
  });

  it('links only to known commands, views and steps from its texts', () => {
    for (const text of Object.values(texts)) {
      for (const [, id = ''] of text.matchAll(/\(command:(codealong\.[\w.]+)/g)) {
        assert.ok(known.has(id) || id === 'codealong.exercises.focus', id);
      }
    }
    const events = contributes.walkthroughs.flatMap(({ steps }) =>
      steps.flatMap((step) => step.completionEvents),
    );
    for (const event of events) {
      const [, id] = /^onCommand:(.+)$/.exec(event) ?? [];
      assert.ok(id === undefined || known.has(id), event);
    }
  });

  it('has a text for every key, and no text without one', () => {
    const keys = strings(manifest).flatMap((text) =>
      [...text.matchAll(/^%(.+)%$/g)].map(([, key = '']) => key),
    );
    assert.deepEqual([...new Set(keys)].sort(), Object.keys(texts).sort());
  });

  it('names only pictures that are there', () => {
    const pictures = strings(manifest).filter((text) => text.startsWith('media/'));
    assert.ok(pictures.length > 0);
    for (const picture of pictures) assert.ok(existsSync(join(__dirname, '../../..', picture)), picture);
  });

  it('knows its own names', () => {
    assert.deepEqual(
      contributes.walkthroughs.map(({ id }) => id),
      [walkthroughId],
    );
    assert.ok(strings(contributes).some((text) => ours.test(text)));
  });
});
