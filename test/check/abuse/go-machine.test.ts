import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { CheckReport } from '../../../src/core/check/report';
import { createJudges } from '../../../src/node/create-judges';
import { diskFolder } from '../../../src/node/disk-folder';
import { leavesNothingBehind } from '../support/clean-temp';
import { withEnvironment } from '../support/environment';
import { withFakeGo } from '../support/fake-go';
import { courseWith, dist, judged, summary } from '../support/judging';
import { needsGo, toolchainHere } from '../support/needs-go';
import { fixturePack } from '../support/packs';
import { useTempFolder } from '../support/temp-folder';
import { accepted, unchecked } from './case';
import { right, sum } from './go-cases';

const raceIsOff = 'The race detector needs cgo and a C compiler, so it was off in this run.';

/** Judges with a judge that knows nothing of this machine yet, as a new process does. */
const judge = (source = sum(right)): Promise<CheckReport> =>
  judged('go', courseWith('go', source), diskFolder(fixturePack), createJudges(dist));

describe('on a machine where', function () {
  this.timeout(120_000);
  needsGo();
  const temp = useTempFolder();
  leavesNothingBehind();

  /** A `go` that does what this script says before the real one, with the program's path in `$out`. */
  const withGo = <T>(before: string, work: () => Promise<T>, after = ''): Promise<T> => {
    const real = `PATH='${process.env['PATH'] ?? ''}' go "$@"`;
    const script = `out=; for one; do [ "$last" = -o ] && out=$one; last=$one; done\n${before}\n${real} || exit\n${after}`;
    return withFakeGo(temp(), script, work);
  };
  const whenRacing = (what: string): string => `case "$*" in *-race*) ${what};; esac`;

  const withoutRace: readonly (readonly [what: string, script: string])[] = [
    ['is not known to Go', 'echo "-race is not supported on linux/386" >&2; exit 2'],
    [
      'lacks the headers of C',
      'printf "# runtime/cgo\\ncgo-builtin-prolog:1:10: fatal error: stddef.h: No such file or directory\\n" >&2; exit 1',
    ],
    [
      'gets no memory when the program starts',
      'printf "#!/bin/sh\\necho ==7==ERROR: ThreadSanitizer failed to allocate 0x8000000 bytes\\nexit 66\\n" > "$out"; chmod +x "$out"; exit 0',
    ],
    [
      'cannot cope with the addresses',
      'printf "#!/bin/sh\\necho FATAL: ThreadSanitizer: unexpected memory mapping\\nexit 66\\n" > "$out"; chmod +x "$out"; exit 0',
    ],
  ];
  for (const [what, script] of withoutRace) {
    it(`the race detector ${what}, a solution is judged without it, and told so`, async () => {
      const report = await withEnvironment({ CGO_ENABLED: '1' }, () =>
        withGo(whenRacing(script), () => judge()),
      );
      assert.deepEqual([summary(report), report.notes, report.output], [accepted, [raceIsOff], '']);
    });
  }

  it('the race detector does not work, a mistake is told as one', async () => {
    const report = await withEnvironment({ CGO_ENABLED: '1' }, () =>
      withGo(whenRacing('echo "-race is not supported on linux/386" >&2; exit 2'), () =>
        judge('package sum\n\nfunc Sum(numbers []int) int { return x }\n'),
      ),
    );
    assert.equal(summary(report), unchecked('syntax-error'));
    assert.match(report.reason?.message ?? '', /^pkg\/sum\/sum\.go:3: undefined: x$/);
  });

  it('cgo is switched off, a solution is judged without the race detector', async () => {
    const report = await withEnvironment({ CGO_ENABLED: '0' }, () => judge());
    assert.deepEqual([summary(report), report.notes], [accepted, [raceIsOff]]);
  });

  it('there is no home, the folders that Go is told of are enough', async () => {
    const { env } = await toolchainHere();
    for (const GOPATH of [join(temp(), 'go'), undefined]) {
      const report = await withEnvironment({ HOME: undefined, GOCACHE: env['GOCACHE'], GOPATH }, () =>
        judge(),
      );
      assert.equal(summary(report), accepted, report.reason?.message);
    }
  });

  for (const [what, variables] of [
    [
      'relative',
      { HOME: 'here', XDG_CACHE_HOME: './here', XDG_CONFIG_HOME: 'here', TMPDIR: 'here', TMP: 'here' },
    ],
    ['empty', { HOME: '', XDG_CACHE_HOME: '', XDG_CONFIG_HOME: '', TMPDIR: '', TMP: '' }],
  ] as const) {
    it(`the folders that are named are ${what}, they do not count, and nothing is written into the course`, async () => {
      const { env } = await toolchainHere();
      const course = diskFolder(join(temp(), 'my course'));
      await course.write('pkg/sum/sum.go', sum(right));
      const report = await withEnvironment({ ...variables, GOCACHE: env['GOCACHE'] }, () =>
        judged('go', course, diskFolder(fixturePack), createJudges(dist)),
      );
      assert.equal(summary(report), accepted, report.reason?.message);
      assert.deepEqual(
        (await course.list('')).map(({ name }) => name),
        ['pkg'],
      );
    });
  }

  it('the home and the folder for temporary files have spaces and quotes in their names, they serve', async () => {
    const { env } = await toolchainHere();
    const [home, own] = [join(temp(), `a "home" it's`), join(temp(), `a temp's #1`)];
    await Promise.all([home, own].map((place) => mkdir(place)));
    const report = await withEnvironment({ HOME: home, TMPDIR: own, GOCACHE: env['GOCACHE'] }, () => judge());
    assert.equal(summary(report), accepted, report.reason?.message);
  });

  it('GOCACHE is set by "go env -w", that one is used', async () => {
    const { env } = await toolchainHere();
    const home = join(temp(), 'home');
    await mkdir(home);
    const { GOCACHE = '' } = env;
    const GOENV = join(temp(), 'go.env');
    await diskFolder(temp()).write('go.env', `GOCACHE=${GOCACHE}\n`);
    const report = await withEnvironment({ HOME: home, GOCACHE: undefined, GOENV }, () => judge());
    assert.equal(summary(report), accepted, report.reason?.message);
    assert.deepEqual(await diskFolder(home).list('.cache'), []);
  });

  const broken: readonly (readonly [
    what: string,
    variables: Record<string, string | undefined>,
    says: RegExp,
  ])[] = [
    ['the cache is off', { GOCACHE: 'off' }, /It says: build cache is disabled by GOCACHE=off/],
    [
      'there is no place for the cache',
      { HOME: undefined, XDG_CACHE_HOME: undefined, GOCACHE: undefined },
      /It says: build cache is required, but could not be located/,
    ],
    [
      'the cache has a file in its way',
      { GOCACHE: `${fixturePack}/course.yaml` },
      /It says: failed to initialize build cache/,
    ],
    [
      'Go itself is gone',
      { GOROOT: '/nonexistent' },
      /It says: go: cannot find GOROOT directory: \/nonexistent/,
    ],
    ['GOTMPDIR is gone', { GOTMPDIR: '/nonexistent' }, /^GOTMPDIR names a folder that is not there/],
  ];
  for (const [what, variables, says] of broken) {
    it(`${what}, that is told as it is, and as nobody's mistake`, async () => {
      const report = await withEnvironment(variables, () => judge());
      assert.equal(summary(report), unchecked('toolchain-fault'));
      assert.match(report.reason?.message ?? '', says);
    });
  }

  it('nothing may run in the temporary folder, that is told with the way out', async () => {
    const report = await withGo('', () => judge(), '[ -z "$out" ] || chmod a-x "$out"');
    assert.equal(summary(report), unchecked('toolchain-fault'));
    assert.equal(
      report.reason?.message,
      `No program may run in ${process.env['TMPDIR'] ?? ''}, so your code could not be checked: the disk there may be mounted with "noexec". Set GOTMPDIR to a folder where programs may run.`,
    );
  });

  it('GOTMPDIR is set, programs are built and run there, and nothing stays', async () => {
    const place = join(temp(), 'for-go');
    await mkdir(place);
    const before = `[ -z "$out" ] || echo "$out" >> '${join(temp(), 'built')}'`;
    const report = await withEnvironment({ GOTMPDIR: place }, () => withGo(before, () => judge()));
    assert.equal(summary(report), accepted, report.reason?.message);
    assert.ok((await diskFolder(temp()).read('built')).startsWith(`${place}/`));
    assert.deepEqual(await diskFolder(place).list(''), []);
  });
});
