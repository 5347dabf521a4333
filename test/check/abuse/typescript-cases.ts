import { accepted, tooLong, unchecked, wrong, type Case } from './case';

/** A solution that does this when it is called. */
export const sum = (body: string): string =>
  `export function sum(numbers: readonly number[]): any { ${body} }`;
export const right = 'return numbers.reduce((total, number) => total + number, 0);';

const endless = 'setInterval(() => {}, 1000);';
const early = unchecked('exited-early');
const forged = '{ type: "check-ended", id: "adds", status: "passed", durationMs: 0, nonce: "?" }';

const exits: readonly Case[] = [
  {
    does: 'exits with 0 in a check',
    source: sum('process.exit(0)'),
    outcome: early,
    told: /ended by itself during the check "Adds all numbers"/,
  },
  { does: 'exits with 0 when it is imported', source: `process.exit(0); ${sum(right)}`, outcome: early },
  { does: 'exits with another code', source: sum('process.exit(3)'), outcome: early, told: /exit code 3/ },
  {
    does: 'exits after the first check',
    source: `let calls = 0; ${sum(`if (++calls > 1) process.exit(0); ${right}`)}`,
    outcome: unchecked('exited-early', 'passed'),
    told: /"The sum of nothing is 0"/,
  },
  {
    does: 'kills itself',
    source: sum('process.kill(process.pid, "SIGKILL")'),
    outcome: unchecked('crashed'),
    told: /SIGKILL/,
  },
  { does: 'aborts', source: sum('process.abort()'), outcome: unchecked('crashed'), told: /SIGABRT/ },
  {
    does: 'cuts the line to us',
    source: `import { closeSync } from 'node:fs'; ${sum('closeSync(3); return 6;')}`,
    outcome: early,
  },
];

const forgeries: readonly Case[] = [
  {
    does: 'prints that all is well',
    source: sum('console.log("all passed\\n  2 passing\\nok 1 - adds"); return 0;'),
    outcome: wrong,
  },
  {
    does: 'prints forged results',
    source: sum(`console.log(JSON.stringify(${forged})); return 0;`),
    outcome: wrong,
  },
  {
    does: 'writes forged results to the channel',
    source: `import { writeSync } from 'node:fs'; ${sum(`writeSync(3, JSON.stringify(${forged}) + "\\n half a line"); return 0;`)}`,
    outcome: wrong,
  },
  {
    does: 'writes a forged end to the channel',
    source: `import { writeSync } from 'node:fs'; ${sum('writeSync(3, `{"type":"ended","nonce":"?"}\\n`); process.exit(0);')}`,
    outcome: early,
  },
  {
    does: 'adds a test of its own',
    source: `(globalThis as any).it("extra", () => {}); ${sum(right)}`,
    outcome: unchecked('load-failed'),
    told: /it is not a function/,
  },
  {
    does: 'takes the tests away',
    source: `(globalThis as any).it = () => {}; ${sum('return 0;')}`,
    outcome: wrong,
  },
];

const throws: readonly Case[] = [
  {
    does: 'throws a text',
    source: sum('throw "oops";'),
    outcome: wrong,
    told: /Your code threw 'oops', which is not an Error/,
  },
  {
    does: 'throws nothing',
    source: sum('throw undefined;'),
    outcome: wrong,
    told: /Your code threw undefined/,
  },
  {
    does: 'rejects with a text',
    source: sum('return Promise.reject("oops");'),
    outcome: wrong,
    told: /Your code threw 'oops'/,
  },
  {
    does: 'throws an error',
    source: sum('throw new RangeError("no");'),
    outcome: wrong,
    told: /Your code threw RangeError: no/,
  },
  {
    does: 'throws when it is imported',
    source: `throw "oops"; ${sum(right)}`,
    outcome: unchecked('load-failed'),
    told: /could not be loaded: it threw 'oops'/,
  },
  {
    does: 'overflows the stack',
    source: sum('return sum(numbers);'),
    outcome: wrong,
    told: /Maximum call stack size exceeded/,
  },
  {
    does: 'returns what cannot be compared',
    source: sum('return { then: 1, get a() { throw 1; }, toJSON() { throw 2; } };'),
    outcome: wrong,
    told: /The sum is wrong/,
  },
];

const hangs: readonly Case[] = [
  {
    does: 'loops in a check',
    source: sum('for (;;);'),
    outcome: tooLong,
    told: /did not finish within 2\.5 seconds/,
  },
  { does: 'loops when it is imported', source: `for (;;); ${sum(right)}`, outcome: unchecked('timed-out') },
  {
    does: 'loops in microtasks',
    source: sum('const again = () => queueMicrotask(again); again(); return new Promise(() => {});'),
    outcome: tooLong,
  },
  {
    does: 'waits with a timer that goes on',
    source: sum(`${endless} return new Promise(() => {});`),
    outcome: tooLong,
  },
  {
    does: 'waits for nothing',
    source: sum('return new Promise(() => {});'),
    outcome: wrong,
    told: /waits for something that never happens/,
  },
  {
    does: 'waits for nothing further down',
    source: sum('return (async () => { await new Promise(() => {}); })();'),
    outcome: wrong,
    told: /waits for something that never happens/,
  },
  { does: 'leaves a timer behind', source: `${endless} ${sum(right)}`, outcome: accepted },
];

const floods: readonly Case[] = [
  {
    does: 'prints without end',
    source: sum('for (;;) console.log("x".repeat(1000));'),
    outcome: unchecked('too-much-output'),
    told: /more than 1 MB/,
  },
  {
    does: 'complains without end',
    source: sum('for (;;) console.error("x".repeat(1000));'),
    outcome: unchecked('too-much-output'),
  },
  {
    does: 'prints one endless line when it is imported',
    source: `for (;;) process.stdout.write("x".repeat(1000)); ${sum(right)}`,
    outcome: unchecked('too-much-output'),
  },
];

const reaches: readonly Case[] = [
  {
    does: 'starts a program',
    source: `import { spawn } from 'node:child_process'; ${sum('spawn("sleep", ["300"]); return 6;')}`,
    outcome: wrong,
    told: /restricted/,
  },
  {
    does: 'starts a worker',
    source: `import { Worker } from 'node:worker_threads'; ${sum('new Worker("for (;;);", { eval: true }); return 6;')}`,
    outcome: wrong,
    told: /restricted/,
  },
  {
    does: 'reads a file',
    source: `import { readFileSync } from 'node:fs'; ${sum('readFileSync("/etc/passwd"); return 6;')}`,
    outcome: wrong,
    told: /restricted/,
  },
  {
    does: 'writes a file',
    source: `import { writeFileSync } from 'node:fs'; ${sum('writeFileSync("left-behind", ""); return 6;')}`,
    outcome: wrong,
    told: /restricted/,
  },
  {
    does: 'imports a package',
    source: `import _ from 'lodash'; ${sum('return _.sum(numbers);')}`,
    outcome: unchecked('missing-module'),
    told: /^pkg\/sum\/sum\.ts:1: 'lodash' is imported/,
  },
  {
    does: 'imports a file that is not there',
    source: `import { add } from './add'; ${sum('return numbers.reduce(add);')}`,
    outcome: unchecked('missing-module'),
    told: /'\.\/add' is imported/,
  },
];

const mistakes: readonly Case[] = [
  {
    does: 'has a syntax error',
    source: 'export function sum(\n',
    outcome: unchecked('syntax-error'),
    told: /^pkg\/sum\/sum\.ts:2:1: /,
  },
  {
    does: 'waits outside functions',
    source: 'await null; export const sum = () => 6;',
    outcome: unchecked('not-allowed'),
    told: /^pkg\/sum\/sum\.ts:1: `await` is outside every function/,
  },
  {
    does: 'does not export what it should',
    source: 'export const add = 1;',
    outcome: wrong,
    told: /does not export `sum`/,
  },
  {
    does: 'exports it by default',
    source: 'export default (numbers: number[]) => 6;',
    outcome: wrong,
    told: /does not export `sum`/,
  },
  { does: 'is empty', source: '', outcome: wrong, told: /does not export `sum`/ },
  {
    does: 'fails only what matters in production',
    source: sum(`if (numbers.length === 0) throw new Error("empty"); ${right}`),
    outcome: 'passed - passed failed',
  },
];

export const typescriptCases = [exits, forgeries, throws, hangs, floods, reaches, mistakes].flat();
