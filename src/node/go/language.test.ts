import assert from 'node:assert/strict';
import { isLater, languageFor } from './language';

describe('the version of Go that a solution is built in', () => {
  for (const [asked, toolchain, language] of [
    [undefined, 'go1.26.8', '1.25'],
    ['1.16', 'go1.26.8', '1.25'],
    ['1.25', 'go1.25', '1.25'],
    ['1.26', 'go1.26.8', '1.26'],
    ['1.26', 'go1.27rc1', '1.26'],
    ['1.99', 'go1.26.8', '1.26'],
    ['1.26', 'go1.25.4', '1.25'],
    ['1.30', 'go2.0', '1.30'],
    ['1.27', 'devel go1.27-abcdef', '1.27'],
    ['1.26', 'devel +abcdef', '1.25'],
  ] as const) {
    it(`is ${language} when go.mod asks for ${asked} and the machine has ${toolchain}`, () =>
      assert.equal(languageFor(asked, toolchain), language));
  }

  it('is compared as numbers', () => {
    assert.deepEqual(
      [isLater('1.100', '1.25'), isLater('1.9', '1.25'), isLater('2.0', '1.25'), isLater('1.25', '1.25')],
      [true, false, true, false],
    );
  });
});
