import assert from 'node:assert/strict';
import { codealong } from '../support/command-line';
import { useTempFolder } from '../support/temp-folder';

describe('what helps a learner in a terminal', () => {
  const temp = useTempFolder();
  const run = (command: string, ...words: string[]) =>
    codealong([command, 'adder', ...words, '--dir', temp()]);

  describe('codealong causes', () => {
    it('tells the stories of a check, without code', async () => {
      await run('start');
      const { code, out, err } = await run('causes', 'adds');
      assert.deepEqual([code, err], [0, '']);
      assert.equal(
        out.trimEnd(),
        'Forgets the last\n\nStops one too early. The last thing in the basket is free.',
      );
    });

    it('names the checks that there are when it is asked for another', async () => {
      await run('start');
      const { code, err } = await run('causes', 'add');
      assert.equal(code, 2);
      assert.match(err, /"adder" has no check "add"\. It has: adds, adds-nothing\./);
    });

    it('says when none is known', async () => {
      await run('start');
      const { code, err } = await run('causes', 'adds-nothing');
      assert.equal(code, 2);
      assert.match(err, /No usual cause is known for the check "adds-nothing" in typescript\./);
    });
  });

  describe('codealong reference', () => {
    it('is closed while there are hints, and says what it costs after the last', async () => {
      await run('start');
      assert.match((await run('reference')).err, /after its last hint/);
      assert.match((await run('reference', '--reveal')).err, /One hint of "adder" might still help/);
      await run('hint');
      const { code, err } = await run('reference');
      assert.equal(code, 2);
      assert.match(err, /counts as solved with the reference/);
      const revealed = await run('reference', '--reveal');
      assert.deepEqual([revealed.code, revealed.err], [0, '']);
      assert.match(revealed.out, /^=== pkg\/sum\/sum\.ts\n[^]*total \+= number/);
    });
  });
});
