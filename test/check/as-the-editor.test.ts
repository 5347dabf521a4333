import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { CheckReport } from '../../src/core/check/report';
import { diskFolder } from '../../src/node/disk-folder';
import { accepted } from './abuse/case';
import { courseWith, judged, patient, solutionFile, summary } from './support/judging';
import { needsGo } from './support/needs-go';
import { useTempFolder } from './support/temp-folder';

const right = 'export const sum = (numbers: number[]) => numbers.reduce((total, next) => total + next, 0);';
const options = (compilerOptions: object): string => JSON.stringify({ compilerOptions });

const judgedIn = (source: string, others: Record<string, string> = {}): Promise<CheckReport> =>
  judged('typescript', courseWith('typescript', source, others), undefined, patient);

interface Accepted {
  readonly what: string;
  readonly source: string;
  readonly others?: Record<string, string>;
}

/** Right solutions in styles that an editor accepts, with the files and settings that they need. */
const styles: readonly Accepted[] = [
  {
    what: 'types of a declaration file, not marked as types',
    source: `import { State } from './types';\nexport { State } from './types';\nexport * from './types';\nconst state: State = 0;\n${right.replace('0)', 'state)')}`,
    others: { 'pkg/sum/types.d.ts': 'export type State = number;' },
  },
  {
    what: 'types of a package that brings nothing else',
    source: `import { JsonValue } from 'type-fest';\n${right}\nexport type Data = JsonValue;`,
  },
  {
    what: 'data in JSON',
    source: `import data, { zero } from './data.json' with { type: 'json' };\n${right.replace('0)', 'data.zero + zero)')}`,
    others: { 'pkg/sum/data.json': '\uFEFF{ "zero": 0, "__proto__": 1 }\n' },
  },
  {
    what: 'aliases of tsconfig.json',
    source: `import { add } from '@/add';\nimport { none } from '~none';\nexport const sum = (numbers: number[]) => numbers.reduce(add, none);`,
    others: {
      'tsconfig.json': options({
        target: 'ES2022',
        paths: { '@/*': ['./pkg/lib/*'], '~none': ['./gone', './pkg/none'] },
      }),
      'pkg/lib/add.ts': 'export const add = (one: number, other: number) => one + other;',
      'pkg/none.ts': 'export const none = 0;',
    },
  },
  {
    what: 'names from the base of tsconfig.json, and those of package.json',
    source: `import { add } from 'lib/add';\nimport { none } from '#none';\nexport const sum = (numbers: number[]) => numbers.reduce(add, none);`,
    others: {
      'tsconfig.json': options({ target: 'ES2022', baseUrl: 'pkg' }),
      'package.json': '{ "imports": { "#none": { "default": "./pkg/none.ts" } } }',
      'pkg/lib/add.ts': 'export const add = (one: number, other: number) => one + other;',
      'pkg/none.ts': 'export const none = 0;',
    },
  },
  {
    what: 'modules with other endings',
    source: `import { add } from './add.mjs';\nimport { none } from './none';\nexport const sum = (numbers: number[]) => numbers.reduce(add, none);`,
    others: {
      'pkg/sum/add.mts': 'export const add = (one: number, other: number) => one + other;',
      'pkg/sum/none.js': 'export const none = 0;',
    },
  },
  {
    what: 'decorators as they were',
    source: `function logged(target: object, key: string, descriptor: PropertyDescriptor) { return { ...descriptor, enumerable: true }; }\nclass Adder { @logged add(numbers: number[]) { return numbers.reduce((total, next) => total + next, 0); } }\nexport const sum = (numbers: number[]) => new Adder().add(numbers);`,
    others: { 'tsconfig.json': options({ target: 'ES2022', experimentalDecorators: true }) },
  },
  {
    what: 'names that checks have for themselves',
    source: `export const before = 0;\nconst after = (total: number, next: number) => total + next;\nconst it = (numbers: number[]) => numbers.reduce(after, before);\nconst describe = { it };\nexport { it as sum, describe };\ndeclare const require: unknown;`,
  },
  {
    what: 'fields that read what the constructor is given',
    source: `class Adder { private doubled = this.start * 2; constructor(private start: number) {} add(numbers: number[]) { return numbers.reduce((total, next) => total + next, this.doubled); } }\nexport const sum = (numbers: number[]) => new Adder(0).add(numbers);`,
    others: { 'tsconfig.json': options({ target: 'ES2021' }) },
  },
];

interface Refused {
  readonly what: string;
  readonly source: string;
  readonly others?: Record<string, string>;
  readonly told: RegExp;
}

/** What an editor accepts and the judge can't run: it says on which line, and why. */
const refused: readonly Refused[] = [
  {
    what: 'an import outside every function',
    source: `${right}\nexport const clock = await import('./clock');`,
    others: { 'pkg/sum/clock.ts': 'export const now = 0;' },
    told: /^pkg\/sum\/sum\.ts:2: `await` is outside every function/,
  },
  {
    what: 'a loop that waits outside every function',
    source: `${right}\nfor await (const one of []) void one;`,
    told: /^pkg\/sum\/sum\.ts:2: `await` is outside every function/,
  },
  {
    what: 'import.meta',
    source: `${right}\n\nif (import.meta.url === '') sum([]);`,
    told: /^pkg\/sum\/sum\.ts:3: `import\.meta` tells where a file lies/,
  },
  {
    what: 'a value that is only declared',
    source: `import { start } from './types';\nexport const sum = (numbers: number[]) => 0;\n\nconst begin = start;\nvoid begin;`,
    others: { 'pkg/sum/types.d.ts': 'export declare const start: number;' },
    told: /^pkg\/sum\/sum\.ts:4: .*start is only declared, in pkg\/sum\/types\.d\.ts/,
  },
  {
    what: 'a name that every file is given',
    source: `${right}\ndeclare const require: unknown;\n{\n  const module = 1;\n}\nconst [{ exports = 1 }] = [{}];\nexport { exports };`,
    told: /^pkg\/sum\/sum\.ts:6: `exports` is a name that the judge needs for itself in every file/,
  },
  {
    what: 'a function with a name that every file is given',
    source: `${right}\nexport function require(): void {}`,
    told: /^pkg\/sum\/sum\.ts:2: `require` is a name that the judge needs/,
  },
  {
    what: 'what only a runtime finds wrong in the syntax',
    source: `${right}\nconst one = 1;\nconst one = 2;`,
    told: /^pkg\/sum\/sum\.ts:3: .*Identifier 'one' has already been declared/,
  },
  {
    what: 'data that is none',
    source: `import data from './data.json';\n${right}\nvoid data;`,
    others: { 'pkg/sum/data.json': '{\n  "zero": 0,\n  oh\n}' },
    told: /^pkg\/sum\/data\.json:3:3: /,
  },
];

/** What stands at the top of a file and throws when the file is loaded. */
const thrown: readonly (readonly [statement: string, told: RegExp])[] = [
  ['const before = JSON.parse("{ oh");', /it threw SyntaxError: .* in JSON at position 2/],
  ['const before = missing.first;', /it threw ReferenceError: missing is not defined$/],
  ['const before = before + 1;', /it threw ReferenceError: Cannot access 'before' before initialization$/],
  ['before(() => sum([]));', /it threw ReferenceError: before is not defined$/],
];

describe('what the editor accepts', function () {
  this.timeout(120_000);
  const temp = useTempFolder();

  for (const { what, source, others } of styles) {
    it(`passes: ${what}`, async () => {
      const report = await judgedIn(source, others);
      assert.equal(summary(report), accepted, report.reason?.message);
      assert.deepEqual(report.notes, []);
    });
  }

  for (const { what, source, others, told } of refused) {
    it(`is refused with its line and the cause: ${what}`, async () => {
      const { verdict, reason } = await judgedIn(source, others);
      assert.equal(verdict, 'unchecked');
      assert.match(reason?.message ?? '', told);
    });
  }

  for (const [statement, told] of thrown) {
    it(`is told with its line when it throws as the file is loaded: ${statement}`, async () => {
      const report = await judgedIn(`${right}\n\n${statement}`);
      assert.equal(summary(report).split(' ', 2).join(' '), 'unchecked load-failed');
      assert.match(report.reason?.message ?? '', /^pkg\/sum\/sum\.ts:3: Your code could not be loaded: /);
      assert.match(report.reason?.message ?? '', told);
    });
  }

  it('is judged with a note when its settings extend what is not there', async () => {
    const { notes } = await judgedIn(right, { 'tsconfig.json': '{ "extends": "@tsconfig/node20" }' });
    assert.match(
      notes.join('\n'),
      /^tsconfig\.json extends "@tsconfig\/node20", which is not in the course folder/,
    );
  });

  /** A folder on disk with this solution in UTF-16, as some editors write it. */
  async function inUtf16(path: string, source: string) {
    const place = join(temp(), path);
    await mkdir(dirname(place), { recursive: true });
    await writeFile(place, `\uFEFF${source}`, 'utf16le');
    return diskFolder(temp());
  }

  it('passes: TypeScript in UTF-16', async () => {
    const solution = await inUtf16(solutionFile.typescript, `// größe\r\n${right}`);
    assert.equal(summary(await judged('typescript', solution, undefined, patient)), accepted);
  });

  describe('in Go', () => {
    needsGo();

    it('passes: a file in UTF-16', async () => {
      const source =
        'package sum\r\n\r\n// Sum: größe\r\nfunc Sum(numbers []int) int {\r\n\ttotal := 0\r\n\tfor _, n := range numbers {\r\n\t\ttotal += n\r\n\t}\r\n\treturn total\r\n}\r\n';
      const report = await judged('go', await inUtf16(solutionFile.go, source), undefined, patient);
      assert.equal(summary(report), accepted, report.reason?.message);
    });
  });
});
