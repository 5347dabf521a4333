import { fail } from './expect';
import type { Told } from './finding';

/** How many texts of a kind are shown. */
const most = 3;

/** Fails unless both lists hold the same texts in the same order. However long they are, a finding tells the difference alone. */
export function sameList(actual: readonly string[], expected: readonly string[], told: Told): void {
  const length = Math.max(actual.length, expected.length);
  const place = Array.from({ length }, (_, index) => index).find((at) => actual[at] !== expected[at]);
  if (place === undefined) return;
  const wanted = new Set(expected);
  const given = new Set(actual);
  const differences = [
    ...some(
      'missing',
      expected.filter((text) => !given.has(text)),
    ),
    ...some(
      'repeated',
      actual.filter((text, index) => actual.indexOf(text) < index),
    ),
    ...some(
      'not expected',
      actual.filter((text) => !wanted.has(text)),
    ),
  ];
  if (differences.length === 0)
    differences.push(
      `number ${place + 1} is ${actual[place] ?? 'not there'}, where ${expected[place] ?? 'nothing'} belongs`,
    );
  fail({
    ...told,
    expected: `${expected.length} in this order`,
    actual: `${actual.length}; ${differences.join('; ')}`,
  });
}

function some(what: string, texts: readonly string[]): readonly string[] {
  if (texts.length === 0) return [];
  return [`${texts.length} ${what}: ${texts.slice(0, most).join(', ')}${texts.length > most ? ', …' : ''}`];
}
