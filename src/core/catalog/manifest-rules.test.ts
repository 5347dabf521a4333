import assert from 'node:assert/strict';
import * as v from 'valibot';
import { manifestFileSchema, type ManifestFile } from './manifest-file';
import { manifestComplaints } from './manifest-rules';

const check = (rest: object = {}) => ({ title: 'Adds', rule: 1, why: 'It matters.', ...rest });

const fileWith = (rest: object): ManifestFile =>
  v.parse(manifestFileSchema, {
    ...{ formatVersion: 2, title: 'Adder', summary: 'Adds numbers.', size: 'S', guide: 'phase-1/1.1' },
    ...{ objectives: ['Add numbers.'], outOfScope: ['Fractions.'], go: { learner: 'sum.go' } },
    checks: { adds: check(), 'adds-nothing': check({ after: ['adds'] }) },
    ...rest,
  });

describe('the rules of a manifest', () => {
  it('are content with a manifest in which everything fits', () => {
    assert.deepEqual(manifestComplaints(fileWith({})), []);
  });

  const broken: readonly (readonly [name: string, manifest: object, path: string, message: string])[] = [
    [
      'a file of the learner listed twice',
      { go: { learner: ['a.go', 'b.go', 'a.go'] } },
      'go.learner.2',
      'the go file "a.go" is used twice; give each its own',
    ],
    [
      'a given file listed twice',
      { go: { learner: 'a.go', given: ['b.go', 'b.go'] } },
      'go.given.1',
      'the go file "b.go" is used twice; give each its own',
    ],
    [
      "a given file that is the learner's",
      { go: { learner: 'a.go', given: 'a.go' } },
      'go.given.0',
      '"a.go" is the learner\'s already; keep one',
    ],
    [
      'a check after an unknown one',
      { checks: { adds: check({ after: ['gone'] }) } },
      'checks.adds.after.0',
      'the check "adds" comes after "gone", which is not a check of this exercise',
    ],
    [
      'a check after a later one',
      { checks: { adds: check({ after: ['later'] }), later: check() } },
      'checks.adds.after.0',
      'the check "adds" comes after "later"; list it below that one',
    ],
    [
      'a check after itself',
      { checks: { adds: check({ after: ['adds'] }) } },
      'checks.adds.after.0',
      'the check "adds" comes after "adds"; list it below that one',
    ],
  ];
  for (const [name, manifest, path, message] of broken) {
    it(`reject ${name}`, () => {
      const complaints = manifestComplaints(fileWith(manifest));
      assert.deepEqual(
        complaints.map((complaint) => [complaint.path.join('.'), complaint.message]),
        [[path, message]],
      );
    });
  }
});
