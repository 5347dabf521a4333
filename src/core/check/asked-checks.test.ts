import assert from 'node:assert/strict';
import { checkWith, manifestWith } from '../../../test/check/support/manifest';
import { askedChecks } from './asked-checks';

describe('the checks that are asked for', () => {
  const manifest = manifestWith({ checks: [checkWith('one'), checkWith('two'), checkWith('three')] });
  const ids = (only?: ReadonlySet<string>) => askedChecks(manifest, only).map(({ id }) => id);

  it('are all of the manifest unless somebody wants less', () => {
    assert.deepEqual(ids(), ['one', 'two', 'three']);
  });

  it('are the wanted ones in the order of the manifest, and no others', () => {
    assert.deepEqual(ids(new Set(['three', 'unknown', 'one'])), ['one', 'three']);
    assert.deepEqual(ids(new Set()), []);
  });
});
