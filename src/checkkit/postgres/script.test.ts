import assert from 'node:assert/strict';
import { namedStatements, placeIn, readScript } from './script';

describe('a script of the learner', () => {
  const script = readScript(
    'a.sql',
    'up',
    "-- name: first\nSELECT '\u{1F600}', x;\n\n-- name: second\r\n-- more\nSELECT\n  y;",
  );

  it('tells line and column of a character, counted as PostgreSQL counts', () => {
    const [first, second] = script.statements;
    assert.ok(first && second);
    // The 13th character of the statement is the 14th UTF-16 unit.
    assert.deepEqual(placeIn(script, first, 13), { file: 'a.sql', line: 2, column: 14 });
    assert.deepEqual(placeIn(script, second, 10), { file: 'a.sql', line: 7, column: 3 });
    assert.deepEqual(placeIn(script, second), { file: 'a.sql', line: 6, column: 1 });
  });

  it('has statements with names above them', () =>
    assert.deepEqual(
      [...namedStatements(script)].map(([name, { number }]) => [name, number]),
      [
        ['first', 1],
        ['second', 2],
      ],
    ));
});
