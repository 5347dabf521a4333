import assert from 'node:assert/strict';
import { parse } from 'jsonc-parser';
import { withLaunch, type CheckLaunch } from './launch-json';

const launch: CheckLaunch = {
  type: 'codealong',
  request: 'launch',
  name: 'Debug check: Adds',
  exercise: 'adder',
  check: 'adds',
  language: 'typescript',
};

const added = (text: string, entry = launch): string => {
  const result = withLaunch(text, entry);
  assert.ok(result !== undefined, 'the text was left alone');
  return result;
};

const entriesOf = (text: string): unknown => {
  const { configurations } = parse(text, [], { allowTrailingComma: true }) as { configurations: unknown };
  return configurations;
};

const theirs = { type: 'node', request: 'launch', name: 'Mine', program: 'app.js' };

describe('launch.json', () => {
  for (const empty of [
    '',
    ' \n',
    '{}',
    '{ "version": "0.2.0" }',
    '{ "version": "0.2.0", "configurations": [] }',
  ])
    it(`gets its first entry where it says ${JSON.stringify(empty)}`, () => {
      assert.deepEqual(entriesOf(added(empty)), [launch]);
    });

  it('keeps comments, order, line ends, trailing commas and other entries', () => {
    const text = [
      '// mine',
      '{',
      '\t"version": "0.2.0", // old',
      '\t"configurations": [',
      `\t\t/* before */ ${JSON.stringify(theirs)}, // after`,
      '\t],',
      '\t"compounds": [],',
      '}',
    ].join('\r\n');
    const result = added(text);
    for (const kept of ['// mine', '// old', '/* before */', '// after', '"compounds": []'])
      assert.ok(result.includes(kept), `${kept} is gone from ${result}`);
    assert.deepEqual(entriesOf(result), [theirs, launch]);
    assert.doesNotMatch(result, /[^\r]\n/);
    assert.match(result, /\r\n\t\t\t"check": "adds"/);
  });

  it('keeps a comment in a list without entries', () => {
    const result = added('{\n  "configurations": [\n    // none yet\n  ]\n}\n');
    assert.match(result, /\/\/ none yet/);
    assert.deepEqual(entriesOf(result), [launch]);
  });

  it('gets no second entry for the same check, whatever its name', () => {
    const once = added('', { ...launch, name: 'my name' });
    assert.equal(added(once), once);
    assert.deepEqual((entriesOf(added(once, { ...launch, language: 'go' })) as unknown[]).length, 2);
  });

  for (const broken of ['{', '[]', '"text"', '{ "configurations": {} }', '{ "configurations": [ }', 'null'])
    it(`is left alone where it says ${broken}`, () => {
      assert.equal(withLaunch(broken, launch), undefined);
    });
});
