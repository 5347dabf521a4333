import assert from 'node:assert/strict';
import { parse } from './compile';
import { globalsOf } from './globals';

describe('the ambient things that a file uses', () => {
  const uses: readonly (readonly [source: string, globals: string[]])[] = [
    ['Date.now()', ['Date.now']],
    ['const now = Date.now;', ['Date.now']],
    ['globalThis.Date.now()', ['Date.now']],
    ['new Date()', ['new Date']],
    ['new Date', ['new Date']],
    ['new globalThis.Date()', ['new Date']],
    ['Math.random()', ['Math.random']],
    ['globalThis.Math.random()', ['Math.random']],
    ['process.env.HOME', ['process']],
    ['fetch("x")', ['fetch']],
    ['globalThis.fetch("x")', ['fetch']],
    ['setTimeout(() => {}, 1); setInterval(f, 1)', ['setInterval', 'setTimeout']],
    ['const later = setTimeout;', ['setTimeout']],
    ['performance.now()', ['performance']],
    ['crypto.randomUUID()', ['crypto.randomUUID']],
    ['globalThis.crypto.randomUUID()', ['crypto.randomUUID']],
    ['const ports = { fetch };', ['fetch']],
    ['const ports = { get: fetch };', ['fetch']],
    ['class A { now = Date.now; }', ['Date.now']],
    ['function f(get = fetch) {}', ['fetch']],
    ['console.log(process.argv, Date.now())', ['Date.now', 'console', 'process']],
  ];
  for (const [source, globals] of uses) {
    it(`are ${globals.join(', ')} in: ${source}`, () =>
      assert.deepEqual(globalsOf(parse('file.ts', source)), globals));
  }

  for (const source of [
    '// Date.now() and fetch',
    'const text = "Date.now() fetch process";',
    'new Date(0); new Date(this.clock.now()); Date.parse("x"); Date.UTC(1);',
    'Math.max(1, 2); crypto.subtle;',
    'clock.setTimeout(f, 1); this.fetch(); ports.process.env; ports.Date.now();',
    'const { setTimeout: later } = clock;',
    'function run({ fetch: get }: Ports) { get(); }',
    'import { fetch as get } from "./ports"; get();',
    'export { run as fetch };',
    'interface Ports { fetch(): void; process: string; setTimeout: number }',
    'type Timer = ReturnType<typeof setTimeout>; let p: NodeJS.process;',
    'class Ports { fetch() {} process = 1; get console() { return 1; } }',
    'const ports = { fetch: 1, process() {} }; enum E { fetch, process }',
    'const fetch = () => 1; fetch();',
    'function fetch() {} fetch();',
    'function run(process: number) { return process; }',
    'class Buffer {} new Buffer();',
    'import fetch from "./fetch"; fetch();',
    'import { now as performance } from "./clock"; performance();',
    'import * as console from "./log"; console.log();',
    'import process = require("./process"); process.run();',
    'const { fetch } = ports; fetch();',
    'const [fetch] = ports; fetch();',
    'const Date = { now: () => 1 }; Date.now();',
    'enum process { on } process.on;',
    'namespace process { export const a = 1; } process.a;',
    'const f = function fetch() { fetch(); };',
    'try {} catch (process) { show(process); }',
    'fetch: for (;;) break fetch;',
  ]) {
    it(`are none in: ${source}`, () => assert.deepEqual(globalsOf(parse('file.ts', source)), []));
  }
});
