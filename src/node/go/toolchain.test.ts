import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { withEnvironment } from '../../../test/check/support/environment';
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

  it('tells what a Go says that does not work', async () => {
    const script = 'echo "go: cannot find GOROOT directory: /gone" >&2; echo more >&2; exit 2';
    const found = await withFakeGo(temp(), script, () => find());
    assert.ok('reason' in found);
    assert.deepEqual(found.reason, {
      code: 'toolchain-fault',
      message:
        'Go does not work on this machine, which is not the fault of your code. It says: go: cannot find GOROOT directory: /gone',
    });
  });

  it('takes a Go that also warns', async () => {
    const script = `echo "warning: both GOPATH and GOROOT are the same directory" >&2; ${answeringVersion('go1.26')}`;
    assert.ok('toolchain' in (await withFakeGo(temp(), script, () => find())));
  });

  it('asks in the course folder, and nowhere else when that is on no disk', async () => {
    const script = `pwd > '${join(temp(), 'asked')}'; ${answeringVersion('go1.26')}`;
    for (const [course, asked, known] of [
      [temp(), temp(), temp()],
      ['the course', '/', undefined],
      [join(temp(), 'gone'), '/', undefined],
      [undefined, '/', undefined],
    ] as const) {
      const { signal } = new AbortController();
      const found = await withFakeGo(temp(), script, () => findGo(signal, course));
      assert.ok('toolchain' in found);
      assert.equal(found.toolchain.course, known);
      assert.equal((await readFile(join(temp(), 'asked'), 'utf8')).trim(), asked);
    }
  });

  it('does without the toolchain that a go.mod wants and that is not on this machine', async () => {
    const script = `[ "$GOTOOLCHAIN" = local ] || { echo "go: download go1.99: toolchain not available"; exit 1; }; ${answeringVersion('go1.26')}`;
    const found = await withEnvironment({ GOTOOLCHAIN: 'auto' }, () =>
      withFakeGo(temp(), script, () => find()),
    );
    assert.ok('toolchain' in found);
    assert.equal(found.toolchain.version, 'go1.26');
  });

  it('takes the toolchain that Go has taken in its own place', async () => {
    const root = '/mods/golang.org/toolchain@v0.0.1-go1.27.0.linux-amd64';
    const found = await withFakeGo(
      temp(),
      `echo '{ "GOVERSION": "go1.27.0", "GOROOT": "${root}", "GOMODCACHE": "/mods" }'`,
      () => find(),
    );
    assert.ok('toolchain' in found);
    assert.ok(found.toolchain.env['PATH']?.startsWith(`${root}/bin${delimiter}`));
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

    it('with the folders and the C compiler that it answers, and without what it leaves empty', async () => {
      const answers = { GOPATH: '/p', GOMODCACHE: '/m', CC: 'clang', CGO_ENABLED: '1', GOCACHE: '' };
      const script = `echo '${JSON.stringify({ GOVERSION: 'go1.26', ...answers })}'`;
      const found = await withFakeGo(temp(), script, () => find());
      assert.ok('toolchain' in found);
      const { env, race } = found.toolchain;
      assert.deepEqual(
        [env['GOPATH'], env['GOMODCACHE'], env['CC'], env['CGO_ENABLED'], race, 'GOCACHE' in env],
        ['/p', '/m', 'clang', '1', true, false],
      );
    });
  });
});
