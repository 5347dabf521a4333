import assert from 'node:assert/strict';
import type { Sheet } from '../numbers/question';
import { isDrawn } from '../numbers/draw';
import { emptySheet, withSeed } from './sheet-text';

const drawn = { from: 60, to: 6_000, step: 60 };
const sheet: Sheet = {
  inputs: [
    { id: 'rate', title: 'orders', value: 600, unit: '/min', drawn },
    { id: 'days', title: 'days', value: 30, unit: 'd' },
  ],
  questions: [
    {
      id: 'per-second',
      ask: 'How many?',
      unit: 'orders/s',
      formula: '1',
      tolerance: { kind: 'share', of: 1 },
      slips: [],
    },
    {
      id: 'share',
      ask: `Which ${'very '.repeat(30)}small share?`,
      unit: '',
      formula: '1',
      tolerance: { kind: 'share', of: 1 },
      slips: [],
    },
  ],
};

describe('an empty sheet', () => {
  const lines = emptySheet({ title: 'Rush' }, sheet).split('\n');

  it('has a line for each question, with its unit and what is asked', () => {
    assert.equal(lines[0], '# Rush: your answers');
    const at = lines.indexOf('per-second: # orders/s');
    assert.equal(lines[at - 1], '# How many?');
    assert.ok(lines.includes('share:'));
    assert.ok(lines.every((line) => line.length <= 100));
  });

  it('has a seed where inputs can be drawn', () => {
    assert.ok(lines.includes('seed: 0'));
    const [, days] = sheet.inputs;
    const printed = { ...sheet, inputs: days ? [days] : [] };
    assert.ok(!isDrawn(printed));
    assert.ok(!emptySheet({ title: 'Rush' }, printed).includes('seed'));
  });
});

describe('another seed', () => {
  const given = ['# given: orders: 120/min', '# given: days: 30 d'];

  it('is written into the sheet with what it draws, and all else stays', () => {
    const text = '# Mine\nseed: 0\n\nper-second: 10 # I think\n';
    const seven = withSeed(text, sheet, 7);
    assert.equal(seven, ['# Mine', 'seed: 7', ...given, '', 'per-second: 10 # I think', ''].join('\n'));
    assert.equal(withSeed(seven, sheet, 7), seven);
    assert.equal(withSeed(seven, sheet, 0), text);
  });

  it('begins a sheet that has none, and keeps its line ends', () =>
    assert.equal(
      withSeed('per-second: 10\r\n', sheet, 7),
      ['seed: 7', ...given, '', 'per-second: 10', ''].join('\r\n'),
    ));
});
