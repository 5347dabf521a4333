import assert from 'node:assert/strict';
import { splitStatements } from './split';

const texts = (script: string): readonly string[] => splitStatements(script).map(({ text }) => text);

describe('a script, taken apart', () => {
  const cases: readonly (readonly [what: string, script: string, expected: readonly string[]])[] = [
    ['at its semicolons', 'SELECT 1; SELECT 2;', ['SELECT 1', 'SELECT 2']],
    ['also when the last one is missing', 'SELECT 1;\nSELECT 2', ['SELECT 1', 'SELECT 2']],
    ['into nothing where there is nothing', ' ;;\n-- a; b\n/* c; */ ;', []],
    ['not in a text', "SELECT 'a;''b;'; SELECT 2", ["SELECT 'a;''b;'", 'SELECT 2']],
    ['not in a text with escapes', "SELECT E'a\\';b'; SELECT 2", ["SELECT E'a\\';b'", 'SELECT 2']],
    ['a backslash ends nothing elsewhere', "SELECT 'a\\'; SELECT 2", ["SELECT 'a\\'", 'SELECT 2']],
    ['not in a quoted name', 'DROP INDEX "a;""b;"; SELECT 2', ['DROP INDEX "a;""b;"', 'SELECT 2']],
    ['not in a text between dollars', 'DO $$ BEGIN; END $$; SELECT 2', ['DO $$ BEGIN; END $$', 'SELECT 2']],
    ['tags of dollars count', 'SELECT $a$ ; $$ ; $a$; SELECT 2', ['SELECT $a$ ; $$ ; $a$', 'SELECT 2']],
    ['a parameter is not a dollar quote', 'SELECT $1; SELECT $2', ['SELECT $1', 'SELECT $2']],
    ['a dollar in a name neither', 'SELECT a$b$; SELECT b$b$', ['SELECT a$b$', 'SELECT b$b$']],
    ['not in a comment', 'SELECT 1 -- ; and\n + 1; SELECT 2', ['SELECT 1 -- ; and\n + 1', 'SELECT 2']],
    ['comments nest', 'SELECT /* ; /* ; */ ; */ 1; SELECT 2', ['SELECT /* ; /* ; */ ; */ 1', 'SELECT 2']],
    ['what is never closed goes on', "SELECT 'a; SELECT 2", ["SELECT 'a; SELECT 2"]],
  ];
  for (const [what, script, expected] of cases) it(what, () => assert.deepEqual(texts(script), expected));

  it('tells where each statement begins, after the comments before it', () => {
    const script = '\uFEFF-- first;\nSELECT 1;\n\n/* second */\n  SELECT 2;';
    assert.deepEqual(
      splitStatements(script).map(({ number, line, start }) => [
        number,
        line,
        script.slice(start, start + 8),
      ]),
      [
        [1, 2, 'SELECT 1'],
        [2, 5, 'SELECT 2'],
      ],
    );
  });
});
