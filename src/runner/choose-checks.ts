import type Mocha from 'mocha';

/** Puts the checks of a suite and of those below it into the order of the manifest, whatever file they come from. */
export function putInOrder(suite: Mocha.Suite, ids: readonly string[]): void {
  const rank = (title: string): number => (ids.includes(title) ? ids.indexOf(title) : ids.length);
  const firstOf = (below: Mocha.Suite): number =>
    Math.min(ids.length, ...below.tests.map(({ title }) => rank(title)), ...below.suites.map(firstOf));
  suite.tests.sort((a, b) => rank(a.title) - rank(b.title));
  suite.suites.sort((a, b) => firstOf(a) - firstOf(b));
  for (const below of suite.suites) putInOrder(below, ids);
}

/** Drops every check of a suite and of those below it that has none of these ids. */
export function keepOnly(suite: Mocha.Suite, ids: readonly string[]): void {
  suite.tests = suite.tests.filter(({ title }) => ids.includes(title));
  for (const below of suite.suites) keepOnly(below, ids);
}
