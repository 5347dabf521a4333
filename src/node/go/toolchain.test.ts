import assert from 'node:assert/strict';
import { answeringVersion, withFakeGo, withPath } from '../../../test/check/support/fake-go';
import { useTempFolder } from '../../../test/check/support/temp-folder';
import { findGo, type GoToolchain } from './toolchain';

describe('findGo', function () {
  this.timeout(30_000);
  const temp = useTempFolder();
  const find = (signal = new AbortController().signal) => findGo(signal);
  const findVersion = (version: string) => withFakeGo(temp(), answeringVersion(version), () => find());

  for (const version of ['go1.25', 'go1.25.0', 'go1.26.3', 'go1.30rc1', 'go2.0', 'devel go1.27-abcdef']) {
    it(`takes ${version}`, async () => {
      const found = await findVersion(version);
      assert.ok('toolchain' in found);
      assert.equal(found.toolchain.version, version);
    });
  }

  for (const [version, told] of [
    ['go1.21.4', 'Go 1.21.4'],
    ['go1.24.9', 'Go 1.24.9'],
    ['go1.9', 'Go 1.9'],
  ] as const) {
    it(`does without ${version}, and says what is needed`, async () => {
      const found = await findVersion(version);
      assert.ok('reason' in found);
      assert.deepEqual(found.reason, {
        code: 'no-toolchain',
        message: `This machine has ${told}. The Go track needs Go 1.25 or later on PATH. The TypeScript track needs nothing installed.`,
      });
    });
  }

  const unusable: readonly (readonly [name: string, script: string])[] = [
    ['fails', 'exit 1'],
    ['says something else', 'echo "go version go1.26 linux/amd64"'],
    ['says nothing', ''],
  ];
  for (const [name, script] of unusable) {
    it(`does without a go that ${name}`, async () => {
      const found = await withFakeGo(temp(), script, () => find());
      assert.ok('reason' in found);
      assert.equal(found.reason.code, 'no-toolchain');
      assert.match(
        found.reason.message,
        /^There is no working Go on this machine\. The Go track needs Go 1\.25/,
      );
    });
  }

  it('says what is needed on a machine without Go', async () => {
    const found = await withPath(temp(), () => find());
    assert.ok('reason' in found);
    assert.equal(found.reason.code, 'no-toolchain');
  });

  it('takes a cancelled search for cancelled, not for a missing Go', async () => {
    const found = await withFakeGo(temp(), answeringVersion('go1.26'), () => find(AbortSignal.abort()));
    assert.ok('reason' in found);
    assert.equal(found.reason.code, 'cancelled');
  });

  describe('gives Go an environment', () => {
    const kept = { ...process.env };
    afterEach(() => {
      for (const name of ['GOFLAGS', 'GOPROXY', 'GOENV', 'API_TOKEN'])
        Reflect.deleteProperty(process.env, name);
      Object.assign(process.env, kept);
    });

    it('without configuration, network or secrets of this machine', async () => {
      Object.assign(process.env, {
        GOFLAGS: '-mod=mod',
        GOPROXY: 'direct',
        GOENV: '/some/env',
        API_TOKEN: 'secret',
      });
      const found = await findVersion('go1.26');
      assert.ok('toolchain' in found);
      const { env }: GoToolchain = found.toolchain;
      assert.deepEqual(
        [env['GOFLAGS'], env['GOPROXY'], env['GOENV'], env['GOTOOLCHAIN']],
        ['', 'off', 'off', 'local'],
      );
      assert.equal(env['API_TOKEN'], undefined);
      assert.equal(env['GOCACHE'], '/nowhere');
    });
  });
});
