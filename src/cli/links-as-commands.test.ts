import assert from 'node:assert/strict';
import { linksAsCommands } from './links-as-commands';

describe('the links of a text in a terminal', () => {
  const section = (anchor: string, fragment: string) => ({
    anchor,
    fragment,
    file: 'guides/phase-01/1.1-sums.md',
    title: '',
    line: 1,
  });
  const sections = new Map(
    [section('phase-1/1.1', '11-sums'), section('phase-1/1.1/carry', 'carry')].map((one) => [
      one.anchor,
      one,
    ]),
  );
  const shown = (text: string, file = 'week-01/adder/brief.md') => linksAsCommands(text, file, sections);

  it('become the commands that print what they lead to', () => {
    assert.equal(
      shown('See [Carry\nit](../../guides/phase-01/1.1-sums.md#carry) and [More](../big-adder/brief.md).'),
      'See Carry\nit (`codealong guide phase-1/1.1/carry`) and More (`codealong brief big-adder`).',
    );
  });

  it('lead to the whole section where it has no such part', () => {
    assert.equal(shown('[Sums](../../guides/phase-01/1.1-sums.md)'), 'Sums (`codealong guide phase-1/1.1`)');
  });

  it('may lead to a part of their own file', () => {
    assert.equal(
      shown('[Carry](#carry)', 'guides/phase-01/1.1-sums.md'),
      'Carry (`codealong guide phase-1/1.1/carry`)',
    );
  });

  it('begin at their own bracket', () => {
    assert.equal(
      shown('`[-1, +1)`, see [Carry](../../guides/phase-01/1.1-sums.md#carry)'),
      '`[-1, +1)`, see Carry (`codealong guide phase-1/1.1/carry`)',
    );
  });

  for (const text of [
    '![Sums](sums.svg)',
    '[RFC](https://example.org/a.md#b)',
    '[code](../adder/sum.ts)',
    'a[0](1)',
  ])
    it(`stay where no command prints what they lead to: ${text}`, () => assert.equal(shown(text), text));
});
