import assert from 'node:assert/strict';
import type { Folder } from '../../../src/core/ports';
import { refusal } from './refusal';

type Files = Readonly<Record<string, string>>;

/** What every `Folder` promises, whatever it is made of. `create` gives one with these files. */
export function itKeepsTheFolderContract(create: (files: Files) => Promise<Folder>): void {
  const some = { 'b.txt': 'bee', 'a/c.txt': 'sea', 'a/d/e.txt': 'eel' };

  it('tells what lies at a path', async () => {
    const folder = await create(some);
    const kinds = ['', 'b.txt', 'a', 'a/d', 'a/c.txt', 'x', 'a/x', 'b.txt/x'].map((path) =>
      folder.kind(path),
    );
    const expected = ['folder', 'file', 'folder', 'folder', 'file', 'missing', 'missing', 'missing'];
    assert.deepEqual(await Promise.all(kinds), expected);
  });

  it('is a folder also when nothing is in it', async () => {
    const folder = await create({});
    assert.equal(await folder.kind(''), 'folder');
    assert.deepEqual(await folder.list(''), []);
  });

  it('lists direct entries, sorted, with their kinds', async () => {
    const folder = await create({ ...some, 'B.txt': '' });
    assert.deepEqual(await folder.list(''), [
      { name: 'B.txt', kind: 'file' },
      { name: 'a', kind: 'folder' },
      { name: 'b.txt', kind: 'file' },
    ]);
    assert.deepEqual(await folder.list('a'), [
      { name: 'c.txt', kind: 'file' },
      { name: 'd', kind: 'folder' },
    ]);
  });

  it('lists nothing where there is no folder', async () => {
    const folder = await create(some);
    assert.deepEqual(await folder.list('x'), []);
    assert.deepEqual(await folder.list('b.txt'), []);
  });

  it('gives a text as it was written, byte order mark and line ends included', async () => {
    const text = '\uFEFFeins\r\nzwei — 三\n';
    const folder = await create({ 'a.txt': text });
    assert.equal(await folder.read('a.txt'), text);
    await folder.write('b.txt', text);
    assert.equal(await folder.read('b.txt'), text);
  });

  for (const path of ['x', 'a', 'b.txt/x']) {
    it(`refuses to read ${path}, which is not a file, and names it`, async () => {
      const folder = await create(some);
      const message = await refusal('unreadable', () => folder.read(path));
      assert.ok(message.startsWith(`${path} in ${folder.location} can't be read`), message);
    });
  }

  it('writes over a file and makes the folders above a new one', async () => {
    const folder = await create(some);
    await folder.write('b.txt', 'b');
    await folder.write('new/deep/f.txt', 'eff');
    assert.equal(await folder.read('b.txt'), 'b');
    assert.equal(await folder.read('new/deep/f.txt'), 'eff');
    assert.equal(await folder.kind('new/deep'), 'folder');
  });

  for (const [path, why] of [
    ['a', 'a folder has that name'],
    ['b.txt/x.txt', 'a file is in the way of a folder'],
    ['b.txt/deep/x.txt', 'a file is in the way of a folder'],
  ] as const) {
    it(`refuses to write ${path}: ${why}`, async () => {
      const folder = await create(some);
      const message = await refusal('not-writable', () => folder.write(path, 'new'));
      assert.match(message, new RegExp(`^${path} .*${why}`));
      for (const [file, text] of Object.entries(some)) assert.equal(await folder.read(file), text);
    });
  }

  it('gives a file another name, and makes the folders above it', async () => {
    const folder = await create(some);
    await folder.move('a/c.txt', 'new/c.txt');
    assert.equal(await folder.read('new/c.txt'), 'sea');
    assert.equal(await folder.kind('a/c.txt'), 'missing');
  });

  it('refuses to move a file onto another, and to move what is not a file', async () => {
    const folder = await create(some);
    for (const taken of ['a/c.txt', 'a']) await refusal('not-writable', () => folder.move('b.txt', taken));
    for (const noFile of ['a', 'x']) await refusal('unreadable', () => folder.move(noFile, 'new'));
    assert.deepEqual([await folder.read('b.txt'), await folder.read('a/c.txt')], ['bee', 'sea']);
  });

  it('lets work under the same path happen one after the other', async () => {
    const folder = await create({ 'count.txt': '0' });
    const later = () => new Promise((resolve) => setImmediate(resolve));
    const countOne = async () => {
      const count = Number(await folder.read('count.txt'));
      await later();
      await folder.write('count.txt', String(count + 1));
    };
    await Promise.all(Array.from({ length: 20 }, () => folder.exclusively('count.txt', countOne)));
    assert.equal(await folder.read('count.txt'), '20');
  });

  it('hands on what exclusive work gives, and goes on after work that failed', async () => {
    const folder = await create(some);
    const failing = folder.exclusively('b.txt', () => Promise.reject(new Error('no')));
    const next = folder.exclusively('b.txt', async () => 'done');
    await assert.rejects(failing, /no/);
    assert.equal(await next, 'done');
  });

  for (const path of ['..', '../x.txt', 'a/../../x.txt', '/etc/passwd', '/']) {
    it(`never leaves the folder by ${path}`, async () => {
      const folder = await create(some);
      await refusal('outside-folder', () => folder.kind(path));
      await refusal('outside-folder', () => folder.read(path));
      await refusal('outside-folder', () => folder.list(path));
      await refusal('outside-folder', () => folder.move('b.txt', path));
      await refusal('outside-folder', () => folder.exclusively(path, async () => undefined));
      const message = await refusal('outside-folder', () => folder.write(path, 'x'));
      assert.ok(message.startsWith(`${path} leads out of ${folder.location}`), message);
    });
  }

  it('follows a way that turns round inside the folder', async () => {
    const folder = await create(some);
    assert.equal(await folder.read('a/../b.txt'), 'bee');
    assert.equal(await folder.read('./a/./d/../c.txt'), 'sea');
    await folder.write('a/../new.txt', 'new');
    assert.equal(await folder.read('new.txt'), 'new');
  });

  for (const name of [
    'two words.txt',
    `it's "quoted".txt`,
    '#1 100%25.txt',
    'Straße 世界.txt',
    '..hidden.txt',
    'con-structor',
  ]) {
    it(`takes the name ${name} as it is`, async () => {
      const folder = await create({ [`in ${name}/${name}`]: 'old' });
      await folder.write(`in ${name}/${name}`, 'new');
      assert.equal(await folder.read(`in ${name}/${name}`), 'new');
      assert.deepEqual(await folder.list(`in ${name}`), [{ name, kind: 'file' }]);
    });
  }
}
