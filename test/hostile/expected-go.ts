import { accepted, tooLong, unchecked, wrong, type Expectation, type Expectations } from './expectation';

const endless = /within 2 seconds: an endless loop/;
const notAllowed = (what: RegExp): Expectation => unchecked('not-allowed', what);

const exits: Expectations = {
  'exit-code': unchecked('crashed', /code 7 during the check "Adds all numbers"/),
  'exit-zero': unchecked('exited-early', /exit code 0\) during the check "Adds all numbers"/),
  'exit-zero-in-init': unchecked('exited-early'),
  goexit: wrong(/ended the goroutine that called it/),
  'kill-itself': unchecked('crashed', /SIGKILL/),
  panic: wrong(/Your code panicked/),
  'panic-elsewhere': wrong(/panicked in a goroutine of its own/),
  'panic-in-init': unchecked('crashed'),
  'panic-nil': wrong(/Your code panicked/),
  'panic-trap': wrong(/Your code panicked/),
  'stack-overflow': wrong(/made the Go runtime give up/),
  'value-huge': wrong(/Your code panicked/),
};

const limits: Expectations = {
  'data-race': wrong(/a data race/),
  deadlock: tooLong(/it waits for something that does not come/),
  'deaf-loop': tooLong(endless),
  'flood-output': unchecked('too-much-output', /printed more than 1 MB/),
  'goroutine-leak': accepted,
  loop: tooLong(endless),
  'loop-everywhere': tooLong(endless),
  'loop-in-init': unchecked('timed-out', endless),
  'many-processes': unchecked('too-many-processes', /More than 8 processes/),
  'map-race': wrong(/a data race/),
  memory: unchecked('out-of-memory', /more than 400 MB of memory/),
};

const forgeries: Expectations = {
  'channel-closed': unchecked('crashed', /code 3 during/),
  'channel-flooded': unchecked('too-many-messages', /more than 1 MB to descriptor 3/),
  'channel-forged': wrong(/The sum is wrong/),
  embed: notAllowed(/^pkg\/sum\/sum\.go:9: go:embed can't be used/),
  'kit-imported': notAllowed(/^pkg\/sum\/sum\.go:6: The packages of the judge can't be used/),
  linkname: notAllowed(/^pkg\/sum\/sum\.go:9: go:linkname can't be used/),
  'other-arguments': { outcome: 'unchecked no-checks-ran errored skipped' },
  'own-tests': wrong(/The sum is wrong/),
  'print-forged': wrong(/The sum is wrong/),
  'read-the-job': wrong(/The sum is wrong/),
  'test-main': wrong(/The sum is wrong/),
};

const reaches: Expectations = {
  cgo: notAllowed(/^pkg\/sum\/sum\.go:9: cgo can't be used/),
  'change-folder': accepted,
  'child-process': accepted,
  configured: accepted,
  'delete-folder': accepted,
  'detached-process': accepted,
  environment: accepted,
  generate: accepted,
  grandchild: accepted,
  'lock-folder': accepted,
  'open-port': accepted,
};

const packages: Expectations = {
  'build-tag': unchecked('syntax-error', /build constraints exclude all Go files/),
  circular: unchecked('syntax-error', /imports go-coffee\/pkg\/total/),
  'invalid-utf8': wrong(/The sum is wrong/),
  'main-package': unchecked('syntax-error', /of two packages: main \(sum\.go\), and sum, as the brief says/),
  'missing-file': unchecked('missing-file', /^pkg\/sum\/sum\.go is not there/),
  'missing-package': unchecked('missing-module', /github\.com\/samber\/lo/),
  'other-package': unchecked('syntax-error', /of two packages: other \(sum\.go\)/),
  'two-names': unchecked('syntax-error', /of two packages: other \(other\.go\), and sum \(sum\.go\)/),
};

export const expectedGo: Expectations = { ...exits, ...limits, ...forgeries, ...reaches, ...packages };
