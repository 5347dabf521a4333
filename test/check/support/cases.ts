import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PackChanges } from './packs';

const shipped = join(__dirname, '../../../exercises/kit/typescript/my-checks/support.ts');

export const typescriptCase = `// The last number counts as well.
import { check, equal } from '../support';
import { sum } from '../../pkg/sum/sum';

check('adds three numbers', () => {
  equal(sum([1, 2, 3]), 6, 'the sum of 1, 2 and 3');
});
`;

export const goCase = `// The last number counts as well.

package sum_test

import (
	"testing"

	"go-coffee/pkg/sum"
)

func TestMineAdds(t *testing.T) {
	if got := sum.Sum([]int{1, 2, 3}); got != 6 {
		t.Errorf("the sum of 1, 2 and 3: got %d, want 6", got)
	}
}
`;

export const typescriptCaseFile = 'week-01/adder/typescript/cases/adds.ts';
export const goCaseFile = 'week-01/adder/go/cases/pkg/sum/adds_mine_test.go';

/** What makes the check `adds` of the fixture one that can be made the learner's, in both languages. */
export const withCases: PackChanges = {
  'kit/typescript/my-checks/support.ts': readFileSync(shipped, 'utf8'),
  [typescriptCaseFile]: typescriptCase,
  [goCaseFile]: goCase,
};
