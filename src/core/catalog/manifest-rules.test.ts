import assert from 'node:assert/strict';
import { checkWith, manifestWith } from '../../../test/check/support/manifest';
import type { Manifest } from './manifest';
import { manifestComplaints } from './manifest-rules';

const file = (path: string) => ({ path, role: 'learner' }) as const;
const wrong = (id: string, rejectedBy: string[] = ['adds']) =>
  ({ id, language: 'typescript', story: 'A story.', rejectedBy }) as const;

describe('the rules of a manifest', () => {
  it('are content with a manifest in which everything fits', () => {
    assert.deepEqual(manifestComplaints(manifestWith({ wrong: [wrong('one'), wrong('two')] })), []);
  });

  const broken: readonly (readonly [
    name: string,
    manifest: Partial<Manifest>,
    path: string,
    message: string,
  ])[] = [
    [
      'two checks with one id',
      { checks: [checkWith('adds'), checkWith('other'), checkWith('adds')] },
      'checks.2',
      'the check id "adds" is used twice; give each its own',
    ],
    [
      'two hints with one id',
      { hints: [1, 2].map((number) => ({ id: 'loop', title: `Hint ${number}`, checks: [] })) },
      'hints.1',
      'the hint id "loop" is used twice; give each its own',
    ],
    [
      'two wrong solutions with one id in one language',
      { wrong: [wrong('one'), { ...wrong('one'), language: 'go' }, wrong('one')] },
      'wrong.2',
      'the wrong solution "typescript/one" is used twice; give each its own',
    ],
    [
      'two alternatives with one id in one language',
      { alternative: [1, 2].map((number) => ({ id: 'a', language: 'go' as const, note: `Note ${number}` })) },
      'alternative.1',
      'the alternative "go/a" is used twice; give each its own',
    ],
    [
      'a file scaffolded twice',
      { tracks: { go: { files: [file('a.go'), file('a.go')] } } },
      'tracks.go.files.1',
      'the go file "a.go" is used twice; give each its own',
    ],
    [
      'a check after an unknown one',
      { checks: [checkWith('adds', { after: ['gone'] })] },
      'checks.0.after.0',
      'the check "adds" comes after "gone", which is not a check of this exercise',
    ],
    [
      'a check after a later one',
      { checks: [checkWith('adds', { after: ['later'] }), checkWith('later')] },
      'checks.0.after.0',
      'the check "adds" comes after "later"; list it below that one',
    ],
    [
      'a check after itself',
      { checks: [checkWith('adds', { after: ['adds'] })] },
      'checks.0.after.0',
      'the check "adds" comes after "adds"; list it below that one',
    ],
    [
      'a hint for an unknown check',
      { hints: [{ id: 'loop', title: 'Loop', checks: ['adds', 'gone'] }] },
      'hints.0.checks.1',
      'the hint "loop" names "gone", which is not a check of this exercise',
    ],
    [
      'a wrong solution rejected by an unknown check',
      { wrong: [wrong('one', ['gone'])] },
      'wrong.0.rejectedBy.0',
      'the wrong solution "one" is rejected by "gone", which is not a check of this exercise',
    ],
    [
      'a solution in a language without a track',
      { tracks: { go: { files: [file('a.go')] } }, wrong: [wrong('one')] },
      'wrong.0',
      'the solution "one" is in typescript, but there is no such track',
    ],
  ];
  for (const [name, manifest, path, message] of broken) {
    it(`reject ${name}`, () => {
      const complaints = manifestComplaints(manifestWith(manifest));
      assert.deepEqual(
        complaints.map((complaint) => [complaint.path.join('.'), complaint.message]),
        [[path, message]],
      );
    });
  }
});
