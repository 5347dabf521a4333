import assert from 'node:assert/strict';
import { runs, until } from '../../test/check/support/processes';
import { defaultLimits } from './limits';
import { runChild, type ChildRequest } from './run-child';

const generous = { ...defaultLimits, timeMs: 60_000, outputBytes: 1024 * 1024 };

/** Runs a JavaScript program. It prints the ids of the processes that the test must see gone. */
const run = (script: string, request: Partial<ChildRequest> = {}) =>
  runChild({
    command: process.execPath,
    args: ['-e', script],
    cwd: process.cwd(),
    env: {},
    limits: generous,
    signal: new AbortController().signal,
    ...request,
  });

const work = Promise.resolve({});
/** A program that reads its secret and writes an event with it, or with what an expression makes of it. */
const saying = (event: object, sign = 'nonce'): string =>
  `const { nonce } = JSON.parse(require('node:fs').readFileSync(0));
   require('node:fs').writeSync(3, JSON.stringify({ ...${JSON.stringify(event)}, nonce: ${sign} }) + '\\n');`;

const endless = 'setInterval(() => {}, 1000);';
const grandchild = (options: string): string =>
  `console.log(require('node:child_process').spawn(process.execPath, ['-e', '${endless}'], ${options}).pid);`;
const pidsIn = (output: string): readonly number[] => [...output.matchAll(/\d+/g)].map(Number);

async function assertGone(output: string, count: number): Promise<void> {
  const pids = pidsIn(output);
  assert.equal(pids.length, count, output);
  for (const pid of pids) await until(`process ${pid} was gone`, () => !runs(pid));
}

describe('runChild', function () {
  this.timeout(60_000);

  it('gives what the child printed and how it ended', async () => {
    const end = await run('console.log("out"); console.error("err"); process.exitCode = 3;');
    assert.deepEqual([end.code, end.killedBy, end.reason], [3, null, undefined]);
    assert.deepEqual(end.output.trim().split('\n').sort(), ['err', 'out']);
  });

  it('tells the signal that ended it', async () => {
    const end = await run('process.kill(process.pid, "SIGTERM"); setInterval(() => {}, 1000);');
    assert.deepEqual([end.code, end.killedBy, end.reason], [null, 'SIGTERM', undefined]);
  });

  it('gives the child the environment that it was told, and no input', async () => {
    process.env['CODEALONG_TEST_SECRET'] = 'secret';
    const script =
      'process.stdin.on("data", () => {}).on("end", () => console.log(JSON.stringify(process.env)));';
    const { output } = await run(script, { env: { ONLY: 'this' } });
    delete process.env['CODEALONG_TEST_SECRET'];
    const { CODEALONG_RUN: mark, ...others } = JSON.parse(output) as Record<string, string>;
    assert.deepEqual([others, typeof mark], [{ ONLY: 'this' }, 'string']);
  });

  it('hears the events that the child signs with its secret', async () => {
    const heard: unknown[] = [];
    const script = `${saying({ type: 'check-started', id: 'adds' })} process.exit(0);`;
    await run(script, { work, hear: (event) => heard.push(event) });
    assert.deepEqual(heard, [{ type: 'check-started', id: 'adds' }]);
  });

  it('gives every child another secret, and hears nothing that is signed with another one', async () => {
    const secrets = await Promise.all(
      [1, 2].map(async () => {
        const script = `${saying({ type: 'ended' }, 'nonce.toUpperCase()')} console.log(nonce);`;
        return (await run(script, { work, hear: () => assert.fail('that is forged') })).output.trim();
      }),
    );
    assert.equal(new Set(secrets).size, 2);
    for (const secret of secrets) assert.ok(secret.length >= 32, secret);
  });

  it('ends a child that floods the channel of events', async () => {
    // It does not give up when nobody listens any more: only a signal ends it.
    const script = 'for (;;) try { require("node:fs").writeSync(3, "x".repeat(999)); } catch {}';
    const end = await run(script, { hear: () => assert.fail('that is not an event') });
    assert.deepEqual([end.killedBy, end.reason?.code], ['SIGKILL', 'too-many-messages']);
  });

  it('gives the child its work when it comes, and lets the time count from then', async () => {
    const script = 'process.stdout.write(JSON.parse(require("node:fs").readFileSync(0)).what)';
    const late = new Promise<object>((resolve) => setTimeout(() => resolve({ what: 'this' }), 1_500));
    const end = await run(script, { work: late, limits: { ...generous, timeMs: 1_400 } });
    assert.deepEqual([end.code, end.output, end.reason], [0, 'this', undefined]);
  });

  it('ends a child whose work never comes', async () => {
    const waits = 'require("node:fs").readFileSync(0); setInterval(() => {}, 1000);';
    assert.equal((await run(waits, { work: Promise.resolve(undefined) })).killedBy, 'SIGKILL');
    assert.equal((await run(waits, { work: Promise.reject(new Error('no')) })).killedBy, 'SIGKILL');
  });

  it('names a command that cannot be started', async () => {
    const end = await run('', { command: 'no-such-command-anywhere' });
    assert.deepEqual([end.code, end.reason?.code], [null, 'harness-fault']);
    assert.match(end.reason?.message ?? '', /no-such-command-anywhere could not be started/);
  });

  it('ends a child that takes too long, and everything that it started', async () => {
    const script = `console.log(process.pid); ${grandchild('{ stdio: "ignore" }')} ${grandchild('{ stdio: "inherit" }')} ${endless}`;
    const end = await run(script, { limits: { ...generous, timeMs: 3_000 } });
    assert.deepEqual([end.code, end.killedBy, end.reason?.code], [null, 'SIGKILL', 'timed-out']);
    assert.equal(
      end.reason?.message,
      'It did not finish within 3 seconds: it waits for something that does not come, most likely.',
    );
    await assertGone(end.output, 3);
  });

  it('ends a child that will not listen to a polite signal', async () => {
    const script = 'process.on("SIGTERM", () => {}); for (;;);';
    const { reason } = await run(script, { limits: { ...generous, timeMs: 500 } });
    assert.match(
      reason?.message ?? '',
      /^It did not finish within 0.5 seconds: an endless loop, or work that grows/,
    );
  });

  it('ends a child that shows no life, long before its time is over', async () => {
    const script = `${saying({ type: 'started' })} for (;;);`;
    const limits = { ...generous, quietMs: 1_500 };
    const { reason } = await run(script, { limits, work, hear: () => undefined });
    assert.match(
      reason?.message ?? '',
      /^It did not finish within 1.5 seconds: an endless loop, or work that grows/,
    );
  });

  it('lets a child go on that shows life, and keeps that to itself', async () => {
    const script = `${saying({ type: 'started' })}
      const alive = JSON.stringify({ type: 'alive', nonce }) + '\\n';
      const tick = setInterval(() => require('node:fs').writeSync(3, alive), 200);
      setTimeout(() => clearInterval(tick), 2_500);`;
    const heard: string[] = [];
    const limits = { ...generous, quietMs: 1_000 };
    const end = await run(script, { limits, work, hear: ({ type }) => heard.push(type) });
    assert.deepEqual([end.code, end.reason, heard], [0, undefined, ['started']]);
  });

  it('ends what the child left behind when it ended by itself', async () => {
    const end = await run(
      `${grandchild('{ stdio: "ignore" }')} ${grandchild('{ stdio: "inherit" }')} process.exit(0);`,
    );
    assert.deepEqual([end.code, end.reason], [0, undefined]);
    await assertGone(end.output, 2);
  });

  it('ends what left the group, with the output in its hands or without', async () => {
    const end = await run(
      `${grandchild('{ stdio: "inherit", detached: true }')} ${grandchild('{ stdio: "ignore", detached: true }')} process.exit(0);`,
    );
    assert.equal(end.code, 0);
    await assertGone(end.output, 2);
  });

  it('ends what left the group and threw its environment away, once it was seen', async () => {
    const options = '{ stdio: "ignore", detached: true, env: {} }';
    const script = `${grandchild(options)} setTimeout(() => process.exit(0), 2000);`;
    await assertGone((await run(script)).output, 1);
  });

  it('ends a child that fills the memory outside its heap', async () => {
    const script = 'const all = []; setInterval(() => all.push(Buffer.alloc(20_000_000, 1)), 20);';
    const end = await run(script, { limits: { ...generous, memoryBytes: 256 * 1024 * 1024 } });
    assert.equal(end.reason?.code, 'out-of-memory');
    assert.match(end.reason.message, /^It used more than 256 MB of memory/);
  });

  it('counts the memory of everything that it started', async () => {
    const filler = 'Buffer.alloc(150_000_000, 1); setInterval(() => {}, 1000);';
    const script = `for (const _ of "12") require("node:child_process").spawn(process.execPath, ["-e", "globalThis.kept = ${filler}"]);`;
    const end = await run(script, { limits: { ...generous, memoryBytes: 300 * 1024 * 1024 } });
    assert.equal(end.reason?.code, 'out-of-memory');
  });

  it('ends a child that starts too many processes, and all of them', async () => {
    const script = `for (let i = 0; i < 6; i++) ${grandchild('{ stdio: "ignore", detached: true }')} ${endless}`;
    const end = await run(script, { limits: { ...generous, processes: 5 } });
    assert.equal(
      end.reason?.message,
      'More than 5 processes of it were running at once, and all were ended.',
    );
    // It is one of the processes itself. On a busy machine it is ended before it starts the last.
    const started = pidsIn(end.output).length;
    assert.ok(started >= 5, end.output);
    await assertGone(end.output, started);
  });

  it('ends a child in the end, however little of the machine it gets', async () => {
    const end = await run(endless, { limits: { ...generous, wallMs: 500 } });
    assert.match(end.reason?.message ?? '', /within 0\.5 seconds\. The machine is very busy/);
  });

  it('ends a child that prints too much, and keeps the beginning and the end of it', async () => {
    const script =
      'const { writeSync } = require("fs"); writeSync(1, "begin"); for (;;) writeSync(1, "x".repeat(999));';
    const end = await run(script);
    assert.deepEqual([end.killedBy, end.reason?.code], ['SIGKILL', 'too-much-output']);
    assert.equal(end.reason?.message, 'It printed more than 1 MB and was ended.');
    assert.ok(end.output.startsWith('beginxxx'));
    assert.ok(end.output.length < 100_000);
  });

  for (const [reason, code] of [
    ['cancelled', 'cancelled'],
    ['superseded', 'superseded'],
    [undefined, 'cancelled'],
  ] as const) {
    it(`ends a child that is ${code}${reason ? '' : ' for no given reason'}`, async () => {
      const stop = new AbortController();
      const script = `console.log(process.pid); ${saying({ type: 'started' })} ${endless}`;
      const end = await run(script, { signal: stop.signal, work, hear: () => stop.abort(reason) });
      assert.deepEqual([end.killedBy, end.reason?.code], ['SIGKILL', code]);
      await assertGone(end.output, 1);
    });
  }

  it('ends a child that has nothing to do any more, and keeps what it said until then', async () => {
    const done = new AbortController();
    const script = `console.log(process.pid); ${saying({ type: 'ended' })} ${endless}`;
    const end = await run(script, { done: done.signal, work, hear: () => done.abort() });
    assert.deepEqual([end.killedBy, end.reason], ['SIGKILL', undefined]);
    await assertGone(end.output, 1);
  });

  it('ends a child at once when it was cancelled before', async () => {
    const end = await run(endless, { signal: AbortSignal.abort() });
    assert.equal(end.reason?.code, 'cancelled');
  });
});
