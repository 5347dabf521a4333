import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { canSeeProcesses, fromPs, processTable } from './process-table';

describe('the table of processes', function () {
  this.timeout(60_000);

  it('is read from what ps prints', () => {
    const text =
      '    1     0     1 Ss   12345 00:00:01\n  812   1   812 Z 0 0:00.00\n 77 1 77 R+ 8 1-02:03:04.50\n';
    assert.deepEqual(fromPs(text), [
      { pid: 1, parent: 0, group: 1, began: '', cpuMs: 1_000, memoryBytes: 12_345 * 1024 },
      { pid: 77, parent: 1, group: 77, began: '', cpuMs: 93_784_500, memoryBytes: 8 * 1024 },
    ]);
  });

  if (!canSeeProcesses) return;

  it('holds ourselves, with parent, memory and the time that we computed', async () => {
    const before = (await processTable()).find(({ pid }) => pid === process.pid);
    for (const end = process.cpuUsage().user + 100_000; process.cpuUsage().user < end;);
    const us = (await processTable()).find(({ pid }) => pid === process.pid);
    assert.ok(before && us);
    assert.equal(us.parent, process.ppid);
    assert.ok(us.cpuMs - before.cpuMs >= 50, `${us.cpuMs - before.cpuMs} ms`);
    const { rss } = process.memoryUsage();
    assert.ok(Math.abs(us.memoryBytes - rss) < rss / 2, `${us.memoryBytes} is far from ${rss}`);
  });

  it('leaves out at most what began before', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    try {
      const later = (await processTable(process.pid)).map(({ pid }) => pid);
      assert.deepEqual([later.includes(process.pid), later.includes(child.pid ?? 0)], [true, true]);
    } finally {
      child.kill('SIGKILL');
    }
  });

  it('agrees with what ps tells of us', () => {
    const columns = ['-o', 'pid=,ppid=,pgid=,stat=,rss=,time=', '-p', String(process.pid)];
    const [us] = fromPs(execFileSync('ps', columns, { encoding: 'utf8' }));
    assert.deepEqual([us?.pid, us?.parent], [process.pid, process.ppid]);
  });
});
