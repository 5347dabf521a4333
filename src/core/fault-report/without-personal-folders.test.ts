import assert from 'node:assert/strict';
import { withoutPersonalFolders, type PersonalFolders } from './without-personal-folders';

const linux: PersonalFolders = { folder: '/home/ada/code/coffee course', home: '/home/ada', temp: '/tmp' };
const mac: PersonalFolders = {
  folder: '/Users/ada.l/coffee',
  home: '/Users/ada.l',
  temp: '/var/folders/zz/abc_123/T',
};
const windows: PersonalFolders = {
  folder: 'D:\\courses\\coffee',
  home: 'C:\\Users\\Ada L',
  temp: 'C:\\Users\\Ada L\\AppData\\Local\\Temp',
};

function becomes(
  folders: PersonalFolders,
  cases: readonly (readonly [text: string, expected: string])[],
): void {
  for (const [text, expected] of cases) assert.equal(withoutPersonalFolders(text, folders), expected);
}

describe('withoutPersonalFolders', () => {
  it('names the folders of Linux', () =>
    becomes(linux, [
      ["open '/home/ada/code/coffee course/pkg/a.ts'", "open '<folder>/pkg/a.ts'"],
      ['at file:///home/ada/code/coffee%20course/pkg/a.ts:3:1', 'at <folder>/pkg/a.ts:3:1'],
      ['/home/ada/.vscode/extensions/x/dist/runner.js', '<home>/.vscode/extensions/x/dist/runner.js'],
      ['mkdtemp /tmp/codealong-x1', 'mkdtemp <temp>/codealong-x1'],
      ['/home/bob/secret', '<home>/secret'],
      ['a place called tmp', 'a place called tmp'],
      ['user ada was refused', 'user <user> was refused'],
    ]));

  it('names the folders of macOS, where the temporary one has another name too', () =>
    becomes(mac, [
      ['/Users/ada.l/coffee/a.ts', '<folder>/a.ts'],
      ['/var/folders/zz/abc_123/T/codealong-1', '<temp>/codealong-1'],
      ['/private/var/folders/zz/abc_123/T/codealong-1', '/private<temp>/codealong-1'],
      ['/users/ADA.L/Library', '<home>/Library'],
    ]));

  it('names the folders of Windows, with either slash, doubled, or as a link', () =>
    becomes(windows, [
      ['D:\\courses\\coffee\\pkg\\a.ts', '<folder>\\pkg\\a.ts'],
      ['d:/courses/coffee/pkg/a.ts', '<folder>/pkg/a.ts'],
      ['"D:\\\\courses\\\\coffee\\\\a.ts"', '"<folder>\\\\a.ts"'],
      ['file:///d%3A/courses/coffee/a.ts', '<folder>/a.ts'],
      ['C:\\Users\\Ada L\\AppData\\Local\\Temp\\codealong-1', '<temp>\\codealong-1'],
      ['C:\\Users\\Ada L\\.vscode', '<home>\\.vscode'],
      ['c:\\users\\bob\\x', '<home>\\x'],
    ]));

  it('leaves other text alone', () => {
    const text = 'The runner said "started" 3/4 times; see week-01/circuit-breaker (adapter, /tmpfs).';
    assert.equal(withoutPersonalFolders(text, linux), text);
  });

  it('needs no folder, and takes a home at the root for nobody', () => {
    assert.equal(withoutPersonalFolders('/home/ada/x', { home: '/home/ada', temp: '/tmp' }), '<home>/x');
    assert.equal(withoutPersonalFolders('/root/x and root', { home: '/', temp: '/tmp' }), '/root/x and root');
  });
});
