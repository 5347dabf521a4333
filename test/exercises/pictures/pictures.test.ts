import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { guides } from './numbers-of';
import { drawnPictures } from './pictures';

describe('the pictures of the sections', () => {
  const pictures = drawnPictures();

  for (const { path, svg } of pictures) {
    it(`${path} is drawn from the numbers of today (npm run pictures draws it again)`, () => {
      assert.equal(readFileSync(join(guides, path), 'utf8'), svg);
    });
  }

  it('are all drawn: none beside a section is made by hand', () => {
    const folders = readdirSync(guides).filter((name) => /^phase-\d\d$/.test(name));
    const there = folders.flatMap((folder) =>
      readdirSync(join(guides, folder, 'diagrams')).map((name) => `${folder}/diagrams/${name}`),
    );
    assert.deepEqual(there.sort(), pictures.map(({ path }) => path).sort());
  });
});
