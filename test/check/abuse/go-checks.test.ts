import { leavesNothingBehind } from '../support/clean-temp';
import { courseWith, judged } from '../support/judging';
import { needsGo } from '../support/needs-go';
import { diskPack, type PackChanges } from '../support/packs';
import { useTempFolder } from '../support/temp-folder';
import { assertOutcome, unchecked, wrong } from './case';
import { right, sum } from './go-cases';

const checksFile = 'week-01/adder/go/checks/pkg/sum/sum_checks_test.go';

const checks = (map: string, functions = ''): string => `package sum_test

import (
	"testing"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/pkg/sum"
)

func TestMain(m *testing.M) { checkkit.Main(m) }

func TestChecks(t *testing.T) { checkkit.Run(t, checkkit.Checks{${map}}) }

func fine(t *testing.T) { checkkit.Equal(t, sum.Sum([]int{1}), 1, checkkit.Told{Message: "The sum is wrong."}) }

${functions}
`;
const inBubble = checks(
  '"adds": bubble, "adds-nothing": fine',
  'func bubble(t *testing.T) { checkkit.Bubble(t, func(t *testing.T) { sum.Sum(nil) }) }',
);

describe('hidden Go checks that', function () {
  this.timeout(120_000);
  needsGo();
  const temp = useTempFolder();
  leavesNothingBehind();

  const judge = async (changes: PackChanges, source = sum(right)) =>
    judged('go', courseWith('go', source), await diskPack(temp(), changes));

  const broken = [
    {
      do: 'hold no test',
      text: checks(''),
      outcome: unchecked('no-checks-ran', 'errored', 'skipped'),
      told: /no check reported a result/,
    },
    {
      do: 'are not there',
      text: null,
      outcome: unchecked('harness-fault'),
      told: /adder\/go\/checks holds no checks/,
    },
    {
      do: 'lack one of the manifest',
      text: checks('"adds": fine'),
      outcome: unchecked('wrong-checks', 'passed'),
      told: /"adds-nothing" is in exercise\.yaml, but no test has that title/,
    },
    {
      do: 'bring one that the manifest lacks',
      text: checks('"adds": fine, "adds-nothing": fine, "more": fine'),
      outcome: unchecked('wrong-checks', 'passed', 'passed'),
      told: /A test has the title "more", but exercise\.yaml has no check with that id/,
    },
    {
      do: 'fail without a word',
      text: checks('"adds": silent, "adds-nothing": fine', 'func silent(t *testing.T) { t.Fail() }'),
      outcome: wrong,
      told: /the fault is in the exercise/,
    },
    {
      do: 'have a syntax error',
      text: 'package sum_test\n\nfunc (',
      outcome: unchecked('syntax-error'),
      told: /The checks don't fit/,
    },
  ];
  for (const { do: name, text, ...expected } of broken) {
    it(`${name}: ${expected.outcome}`, async () =>
      assertOutcome(await judge({ [checksFile]: text }), expected));
  }

  const stuck = [
    { do: 'waits forever', body: 'return <-make(chan int)', told: /is stuck: every goroutine waits/ },
    {
      do: 'leaves a goroutine waiting',
      body: 'go func() { <-make(chan int) }(); return 0',
      told: /A goroutine that your code started never ends/,
    },
    { do: 'panics', body: 'panic("oops")', told: /Your code panicked/ },
  ];
  for (const { do: name, body, told } of stuck) {
    it(`run under the virtual clock find a solution that ${name}`, async () => {
      const report = await judge({ [checksFile]: inBubble }, sum(body));
      assertOutcome(report, { outcome: wrong, told });
    });
  }

  it('run under the virtual clock do not wait for real', async () => {
    const source = sum(
      'time.Sleep(1000 * time.Hour); if len(numbers) == 0 { return 0 }; return 1',
      'import "time"',
    );
    const onlyBubble = checks(
      '"adds": bubble, "adds-nothing": bubble',
      'func bubble(t *testing.T) { checkkit.Bubble(t, func(t *testing.T) { fine(t) }) }',
    );
    assertOutcome(await judge({ [checksFile]: onlyBubble }, source), { outcome: 'passed - passed passed' });
  });
});
