import assert from 'node:assert/strict';
import { existsSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exerciseOf } from '../../src/core/catalog/catalog';
import type { CheckReport } from '../../src/core/check/report';
import { runCheck } from '../../src/core/check/run-check';
import { filesBelow } from '../../src/core/files-below';
import { memoryFolder } from '../../src/core/memory-folder';
import { readPack } from '../../src/node/authoring/read-pack';
import { createJudges } from '../../src/node/create-judges';
import { diskFolder } from '../../src/node/disk-folder';
import { dist } from '../check/support/judging';

const id = 'orders-indexes';
const upFile = 'crypto-wallet/db/migrations/0002_orders_indexes.up.sql';
const place = join(tmpdir(), `codealong-hostile-${process.pid}.csv`);

/** What up does before the statements of the reference, what comes of the check, and what must be said. */
const scripts: Readonly<Record<string, readonly [sql: string, verdict: string, told: RegExp]>> = {
  'a script that never ends': [
    'DO $$ BEGIN LOOP END LOOP; END $$;',
    'failed',
    /^Statement 1 of up was still running\. It did not finish within/,
  ],
  'a statement that never ends': [
    'WITH RECURSIVE n AS (SELECT 1 UNION ALL SELECT 1 FROM n) SELECT count(*) FROM n;',
    'failed',
    /did not finish within|used more than/,
  ],
  'a statement that sleeps': [
    'SELECT pg_sleep(86400);',
    'failed',
    /^Statement 1 of up was still running\. It did not finish within/,
  ],
  'a limit of its own, which has no effect': [
    'SET statement_timeout = 100; SELECT pg_sleep(86400);',
    'failed',
    /^Statement 2 of up was still running\. It did not finish within/,
  ],
  'an input that does not come': ['COPY orders FROM STDIN;', 'failed', /did not finish within|fails/],
  'a file of the machine to read': ["COPY orders FROM '/etc/passwd';", 'failed', /Statement 1 of up fails/],
  'a file of the machine to write': [`COPY orders TO '${place}';`, 'passed', /^$/],
  'a program to run': ["COPY orders TO PROGRAM 'touch x';", 'failed', /Statement 1 of up fails/],
  'a library to load': ["LOAD '/lib/x86_64-linux-gnu/libc.so.6';", 'failed', /Statement 1 of up fails/],
  'a text without end': [
    "SELECT string_agg(repeat('x', 1000000), '') FROM generate_series(1, 5000);",
    'failed',
    /Statement 1 of up fails|used more than/,
  ],
  'the table gone': ['DROP TABLE orders;', 'failed', /Statement 2 of up fails/],
  'another table of that name': [
    'ALTER TABLE orders RENAME TO other; CREATE TABLE orders (LIKE other INCLUDING ALL);',
    'failed',
    /Up adds or removes orders/,
  ],
  'the catalogue gone': ['DELETE FROM pg_class;', 'failed', /could not|fails|did not|ended|XX000/],
  'the results of the checks gone': ['DROP SCHEMA given CASCADE;', 'failed', /Up removes the schema given/],
  'a setting for the session': ['SET enable_seqscan = off;', 'passed', /^$/],
  'a setting for later sessions': [
    'ALTER DATABASE postgres SET enable_seqscan = off;',
    'failed',
    /Up adds the setting enable_seqscan=off/,
  ],
  'a syntax error': ['\n  CREATE INDX;', 'failed', /syntax error at or near "INDX"/],
};

describe('hostile SQL', function () {
  this.timeout(240_000);
  const pack = diskFolder(join(dist, '../exercises'));
  const judges = createJudges(dist, { many: true, limits: { timeMs: 6_000 } });

  async function judged(sql: string): Promise<CheckReport> {
    const exercise = await exerciseOf(await readPack(pack), id);
    const files = await filesBelow(pack, `${exercise.path}/sql/reference`);
    const own = files.map(({ path, text }) => ({ path, text: path === upFile ? `${sql}\n${text}` : text }));
    const { signal } = new AbortController();
    const core = exercise.manifest.checks.filter(({ level }) => level === 'core');
    const request = { exercise, language: 'sql', pack, signal } as const;
    const only = new Set(core.map((check) => check.id));
    return runCheck(judges.sql, { ...request, only, solution: memoryFolder('the course', own) }, Date.now);
  }

  afterEach(() => rmSync(place, { force: true }));

  for (const [name, [sql, verdict, told]] of Object.entries(scripts))
    it(`${name}: ${verdict}`, async () => {
      const report = await judged(sql);
      const words = [report.reason?.message ?? '', ...report.checks.map(({ message }) => message ?? '')];
      assert.equal(report.verdict, verdict, words.join('\n'));
      assert.ok(
        words.some((line) => told.test(line)),
        words.join('\n'),
      );
      assert.notEqual(report.reason?.code, 'harness-fault', words.join('\n'));
      assert.equal(existsSync(place), false);
    });

  it('a statement that never ends is told at its line and column', async () => {
    const { checks } = await judged('SELECT 1;\n\n  SELECT pg_sleep(86400);');
    const [{ at, input } = {}] = checks;
    assert.deepEqual(
      { at, input },
      { at: { file: upFile, line: 3, column: 3 }, input: 'SELECT pg_sleep(86400)' },
    );
  });

  it('an error is told at its line and column', async () => {
    const { checks } = await judged('\n  CREATE INDX;');
    assert.deepEqual(checks[0]?.at, { file: upFile, line: 2, column: 10 });
  });
});
