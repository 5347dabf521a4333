import assert from 'node:assert/strict';
import fc from 'fast-check';
import { pack, unpack } from './archive';

describe('an archive', () => {
  it('gives back what was put into it', () =>
    fc.assert(
      fc.property(
        fc.array(fc.record({ path: fc.string(), content: fc.uint8Array() }, { noNullPrototype: true })),
        (files) => {
          const entries = [{ path: '/folder' }, ...files];
          assert.deepEqual(
            unpack(new Uint8Array(pack(entries))).map(({ path, content }) => ({
              path,
              ...(content && { content: new Uint8Array(content) }),
            })),
            entries,
          );
        },
      ),
    ));
});
