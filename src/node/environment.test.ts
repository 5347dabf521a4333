import assert from 'node:assert/strict';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { withVariables } from '../../test/history/support/environment';
import { cacheFolder, homeFolder, passedOn, tempFolder } from './environment';

const notAbsolute = ['', 'relative', './here', '~/home'];

describe('what the environment says of folders', () => {
  if (process.platform === 'win32') return;
  const { homedir: home } = userInfo();

  it('counts when it is absolute', () =>
    withVariables({ HOME: '/home/a', TMPDIR: '/fast', XDG_CACHE_HOME: '/cache' }, async () => {
      assert.equal(homeFolder(), '/home/a');
      assert.deepEqual(tempFolder(), { path: '/fast', variable: 'TMPDIR' });
      if (process.platform === 'linux') assert.equal(cacheFolder(), '/cache/system-design-codealong');
      assert.deepEqual(passedOn(['TMPDIR', 'HOME']), { TMPDIR: '/fast', HOME: '/home/a' });
    }));

  for (const value of notAbsolute) {
    it(`does not count when it is ${JSON.stringify(value)}`, () =>
      withVariables(
        { HOME: value, TMPDIR: value, TMP: value, TEMP: value, XDG_CACHE_HOME: value },
        async () => {
          assert.equal(homeFolder(), home);
          assert.deepEqual(tempFolder(), { path: '/tmp' });
          if (process.platform === 'linux')
            assert.equal(cacheFolder(), join(home, '.cache/system-design-codealong'));
          assert.deepEqual(passedOn(['TMPDIR', 'HOME']), {});
        },
      ));
  }

  it('is looked for under the next name when one does not count', () =>
    withVariables({ TMPDIR: 'relative', TMP: '', TEMP: '/other' }, async () => {
      assert.deepEqual(tempFolder(), { path: '/other', variable: 'TEMP' });
    }));
});
