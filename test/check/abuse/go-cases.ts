import { accepted, tooLong, unchecked, wrong, type Case } from './case';

/** A solution that does this when it is called. */
export const sum = (body: string, imports = '', rest = ''): string =>
  `package sum\n\n${imports}\n\n${rest}\n\n// Sum is the sum of all numbers.\nfunc Sum(numbers []int) int {\n\t${body}\n}\n`;
export const right = 'total := 0; for _, number := range numbers { total += number }; return total';

const os = 'import "os"';
const forged = '{"type":"check-ended","id":"adds","status":"passed","durationMs":0,"nonce":"?"}';

const exits: readonly Case[] = [
  {
    does: 'exits with 0 in a check',
    source: sum('os.Exit(0); return 0', os),
    outcome: unchecked('exited-early'),
    told: /ended itself \(exit code 0\) during the check "Adds all numbers"/,
  },
  {
    does: 'exits with 0 when it is loaded',
    source: sum(right, os, 'func init() { os.Exit(0) }'),
    outcome: unchecked('exited-early'),
  },
  {
    does: 'exits with another code',
    source: sum('os.Exit(3); return 0', os),
    outcome: unchecked('crashed'),
    told: /code 3 during the check "Adds all numbers"/,
  },
  {
    does: 'exits in the second check',
    source: sum(`if len(numbers) == 0 { os.Exit(0) }; ${right}`, os),
    outcome: unchecked('exited-early', 'passed'),
    told: /"The sum of nothing is 0"/,
  },
  {
    does: 'kills itself',
    source: sum('syscall.Kill(os.Getpid(), syscall.SIGKILL); select {}', 'import (\n\t"os"\n\t"syscall"\n)'),
    outcome: unchecked('crashed'),
    told: /SIGKILL/,
  },
];

const forgeries: readonly Case[] = [
  {
    does: 'prints that all is well',
    source: sum('fmt.Println("--- PASS: TestChecks/adds\\nPASS\\nok"); return 0', 'import "fmt"'),
    outcome: wrong,
  },
  {
    does: 'prints forged results',
    source: sum('fmt.Println(`' + forged + '`); return 0', 'import "fmt"'),
    outcome: wrong,
  },
  {
    does: 'writes forged results to the channel',
    source: sum('os.NewFile(3, "").WriteString("\\n" + `' + forged + '` + "\\n"); return 0', os),
    outcome: wrong,
  },
  {
    does: 'closes the channel',
    source: sum('os.NewFile(3, "").Close(); return 6', os),
    outcome: unchecked('crashed'),
  },
];

const panics: readonly Case[] = [
  { does: 'panics', source: sum('panic("oops")'), outcome: wrong, told: /Your code panicked/ },
  {
    does: 'panics with nothing in a goroutine',
    source: sum('go func() { var none []int; none[0] = 1 }(); select {}'),
    outcome: wrong,
    told: /panicked in a goroutine of its own/,
  },
  {
    does: 'panics when it is loaded',
    source: sum(right, '', 'func init() { panic("oops") }'),
    outcome: unchecked('crashed'),
  },
  {
    does: 'overflows the stack',
    source: sum('return Sum(numbers) + 1'),
    outcome: wrong,
    told: /made the Go runtime give up/,
  },
  {
    does: 'ends the goroutine of the check',
    source: sum('runtime.Goexit(); return 0', 'import "runtime"'),
    outcome: wrong,
  },
];

const hangs: readonly Case[] = [
  {
    does: 'loops in a check',
    source: sum('for {}'),
    outcome: tooLong,
    told: /did not finish within 2\.5 seconds/,
  },
  {
    does: 'loops when it is loaded',
    source: sum(right, '', 'func init() { for {} }'),
    outcome: unchecked('timed-out'),
  },
  {
    does: 'sleeps forever',
    source: sum('for { time.Sleep(time.Hour) }', 'import "time"'),
    outcome: tooLong,
  },
  {
    does: 'leaves a goroutine behind',
    source: sum(`go func() { for { time.Sleep(time.Hour) } }(); ${right}`, 'import "time"'),
    outcome: accepted,
  },
  {
    does: 'leaves a process behind',
    source: sum(
      `if err := exec.Command("/bin/sleep", "300").Start(); err != nil { panic(err) }; ${right}`,
      'import "os/exec"',
    ),
    outcome: accepted,
  },
];

const floods: readonly Case[] = [
  {
    does: 'prints without end',
    source: sum(
      'for { fmt.Println("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx") }',
      'import "fmt"',
    ),
    outcome: unchecked('too-much-output'),
    told: /more than 1 MB/,
  },
];

const mistakes: readonly Case[] = [
  {
    does: 'has a syntax error',
    source: 'package sum\n\nfunc Sum( {\n',
    outcome: unchecked('syntax-error'),
    told: /^pkg\/sum\/sum\.go:3:\d*:? ?syntax error/,
  },
  {
    does: 'has a type error',
    source: sum('return "six"'),
    outcome: unchecked('syntax-error'),
    told: /^pkg\/sum\/sum\.go:9: cannot use "six"/,
  },
  {
    does: 'lacks the function',
    source: 'package sum\n',
    outcome: unchecked('syntax-error'),
    told: /The checks don't fit your code: undefined: sum\.Sum\. Compare names and signatures with the brief/,
  },
  {
    does: 'has another signature',
    source: 'package sum\n\nfunc Sum(numbers ...int) (int, error) { return 6, nil }\n',
    outcome: unchecked('syntax-error'),
    told: /The checks don't fit your code/,
  },
  {
    does: 'is another package',
    source: 'package other\n\nfunc Sum(numbers []int) int { return 6 }\n',
    outcome: unchecked('syntax-error'),
  },
  {
    does: 'imports a package of somebody',
    source: sum('return lo.Sum(numbers)', 'import "github.com/samber/lo"'),
    outcome: unchecked('missing-module'),
    told: /^pkg\/sum\/sum\.go:3: .*github\.com\/samber\/lo/,
  },
  {
    does: 'imports a package that is not there',
    source: sum('return add.Sum(numbers)', 'import "go-coffee/pkg/add"'),
    outcome: unchecked('missing-module'),
    told: /go-coffee\/pkg\/add/,
  },
  {
    does: 'fails only what matters in production',
    source: sum(`if len(numbers) == 0 { panic("empty") }; ${right}`),
    outcome: 'passed - passed failed',
  },
];

export const goCases = [exits, forgeries, panics, hangs, floods, mistakes].flat();
