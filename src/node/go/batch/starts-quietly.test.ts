import assert from 'node:assert/strict';
import { startsQuietly } from './starts-quietly';

const file = (...lines: string[]): string => ['package sum', '', ...lines, ''].join('\n');

describe('a Go file', () => {
  const quiet: Record<string, string> = {
    'declares functions and types': file(
      'type Sum struct{ total int }',
      'func (s *Sum) init() { go s.run() }',
      'func (s *Sum) run() { for {} }',
    ),
    'makes errors and values': file(
      'var ErrEmpty = errors.New("empty (really)")',
      'var (',
      '\tlimit = 5',
      '\tnames = map[string]int{"a": 1}',
      '\tpattern = regexp.MustCompile(`^(a|b)$`)',
      '\tbuffer = make([]byte, 10)',
      '\tchange func(from, to int)',
      '\t_ Adder = (*Sum)(nil)',
      ')',
    ),
    'calls in constants and comments': file('// var a = run()', 'const length = len("abc")'),
  };
  for (const [does, source] of Object.entries(quiet))
    it(`that ${does} starts quietly`, () => assert.equal(startsQuietly(source), true));

  const noisy: Record<string, string> = {
    'has an init': file('func init() { for {} }'),
    'has an init in brackets of its own': file('func init(', ') { os.Exit(0) }'),
    'calls a function for a variable': file('var total = run()'),
    'calls one of another package': file('var total = os.Getpid()'),
    'calls in a group': file('var (', '\tlimit = 5', '\ttotal = run()', ')'),
    'calls a literal': file('var total = func() int { for {} }()'),
    'calls what an index gives': file('var total = table[0]()'),
    'calls a generic function': file('var total = run[int](1)'),
    'waits for a channel': file('var total = <-channel'),
    'imports for an effect': file('import _ "net/http/pprof"'),
    'imports into its own names': file('import (', '\t. "fmt"', ')'),
  };
  for (const [does, source] of Object.entries(noisy))
    it(`that ${does} does not`, () => assert.equal(startsQuietly(source), false));
});
