import assert from 'node:assert/strict';
import { pathsEndingIn } from './path-ending';

describe('pathsEndingIn', () => {
  const paths = ['http.ts', 'api/http.ts', 'pkg/api/http.ts', 'pkg/shttp.ts'];
  const endings: readonly (readonly [ending: string, meant: string[]])[] = [
    ['http.ts', ['http.ts']],
    ['api/http.ts', ['api/http.ts']],
    ['pkg/api/http.ts', ['pkg/api/http.ts']],
    ['shttp.ts', ['pkg/shttp.ts']],
    ['ttp.ts', []],
    ['', []],
  ];
  for (const [ending, meant] of endings)
    it(`takes "${ending}" for ${meant.join(', ') || 'none'}`, () =>
      assert.deepEqual(pathsEndingIn(ending, paths), meant));

  it('gives all that could be meant', () =>
    assert.deepEqual(pathsEndingIn('http.ts', paths.slice(1)), ['api/http.ts', 'pkg/api/http.ts']));
});
