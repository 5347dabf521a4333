import { accepted, changed, halfRight, tooLong, unchecked, wrong, type Expectations } from './expectation';

const refused = wrong(/Access to this API has been restricted/);
const endless = /within 2 seconds: an endless loop/;

const exits: Expectations = {
  abort: unchecked('crashed', /SIGABRT/),
  'exit-code': unchecked('exited-early', /exit code 7/),
  'exit-code-set': wrong(/The sum is wrong/),
  'exit-with-the-answer': unchecked('exited-early', /during the check "Adds all numbers"/),
  'exit-zero': unchecked('exited-early', /during the check "Adds all numbers"/),
  'exit-zero-at-import': unchecked('exited-early', /before all checks were judged/),
  'kill-itself': unchecked('crashed', /SIGKILL/),
  'loop-at-exit': accepted,
  'really-exit': unchecked('exited-early', /during the check "Adds all numbers"/),
};

const throws: Expectations = {
  'reject-late': accepted,
  'reject-unheard': accepted,
  'stack-overflow': wrong(/Maximum call stack size exceeded/),
  'throw-at-import': unchecked('load-failed', /^pkg\/sum\/sum\.ts:2: .*RangeError: not today/),
  'throw-bigint': wrong(/1000000000000000000000000000000n, which is no Error/),
  'throw-class': wrong(/\[class Oops\], which is no Error/),
  'throw-finding': wrong(/^Your code threw Finding: All is well\.$/),
  'throw-function': wrong(/\[Function \(anonymous\)\], which is no Error/),
  'throw-in-timer': wrong(/Your code threw Error: in a timer/),
  'throw-null': wrong(/Your code threw null, which is no Error/),
  'throw-proxy': wrong(/Your code threw an error that can not be shown/),
  'throw-symbol': wrong(/Symbol\(oops\), which is no Error/),
  'throw-trap': wrong(/Your code threw /),
};

const limits: Expectations = {
  'deaf-loop': tooLong(endless),
  'flood-errors': unchecked('too-much-output', /printed more than 1 MB/),
  'flood-one-line': unchecked('too-much-output', /printed more than 1 MB/),
  'flood-output': unchecked('too-much-output', /printed more than 1 MB/),
  loop: tooLong(endless),
  'loop-async': tooLong(endless),
  'loop-at-import': unchecked('timed-out', endless),
  'loop-getter': tooLong(endless),
  'loop-immediates': tooLong(endless),
  'loop-microtasks': tooLong(endless),
  'loop-regexp': tooLong(endless),
  'loop-then': tooLong(endless),
  'loop-to-json': wrong(/The sum is wrong/),
  'memory-buffers': unchecked('out-of-memory', /more than 400 MB of memory/),
  'memory-heap': unchecked('out-of-memory', /something grows without end/),
  'memory-slow': unchecked('out-of-memory', /something grows without end/),
  'memory-string': wrong(/RangeError: Invalid string length/),
  'wait-for-ever': wrong(/waits for something that never happens/),
  'wait-with-timer': tooLong(/it waits for something that does not come/),
};

const forgeries: Expectations = {
  'channel-closed': unchecked('exited-early', /ended itself \(exit code 3\)/),
  'channel-endless-line': unchecked('too-many-messages', /more than 1 MB to descriptor 3/),
  'channel-flooded': unchecked('too-many-messages', /more than 1 MB to descriptor 3/),
  'channel-forged': wrong(/The sum is wrong/),
  'channel-forged-end': unchecked('exited-early'),
  'channel-half-a-line': accepted,
  'channel-of-node': wrong(/The sum is wrong/),
  'mocha-imported': unchecked('missing-module', /'mocha' is imported/),
  'mocha-in-cache': wrong(/The sum is wrong/),
  'print-ansi': wrong(/The sum is wrong/),
  'print-binary': accepted,
  'print-forged-events': wrong(/The sum is wrong/),
  'print-forged-mocha': wrong(/The sum is wrong/),
  'read-the-job': wrong(/The sum is wrong/),
  'read-the-secret': wrong(/The sum is wrong/),
  'tests-found-by-stack': wrong(/The sum is wrong/),
  'tests-of-its-own': unchecked('load-failed', /it is not a function/),
  'tests-replaced': wrong(/The sum is wrong/),
};

const patches: Expectations = {
  'patch-and-mend': wrong(/The sum is wrong/),
  'patch-apply': unchecked('changed-built-ins', /changed Reflect\.apply,/),
  'patch-assert': wrong(/The sum is wrong/),
  'patch-call': changed(/changed Function\.prototype\.call,/),
  'patch-date': unchecked('changed-built-ins', /changed Date,/),
  'patch-emit': changed(/changed process\.emit,/),
  'patch-exit': unchecked('changed-built-ins', /changed process\.(reallyExit|exit),/),
  'patch-has-instance': unchecked('load-failed', /Cannot redefine property/),
  'patch-helper': unchecked('changed-built-ins', /changed Array\.prototype\.total,/),
  'patch-iterator': changed(/changed Array\.prototype\[Symbol\(Symbol\.iterator\)\],/),
  'patch-map-get': changed(/changed Map\.prototype\.get,/),
  'patch-microtasks': unchecked('changed-built-ins', /changed queueMicrotask,/),
  'patch-object-keys': changed(/changed Object\.keys,/),
  'patch-pollution': changed(/changed Object\.prototype\.state,/),
  'patch-prototype': changed(/changed the prototype of Error\.prototype,/),
  'patch-push': unchecked('changed-built-ins', /changed Array\.prototype\.push,/),
  'patch-stringify': changed(/changed JSON\.stringify,/),
  'patch-then': unchecked('changed-built-ins', /changed Promise\.prototype\.then,/),
  'patch-timers': unchecked('changed-built-ins', /changed setTimeout,/),
  'patch-to-json': changed(/changed Object\.prototype\.toJSON,/),
  'patch-write': wrong(/The sum is wrong/),
};

const reaches: Expectations = {
  'change-folder': refused,
  'child-process': refused,
  cluster: refused,
  configured: accepted,
  'configured-wrong': wrong(/The sum is wrong/),
  'delete-folder': refused,
  environment: accepted,
  'import-kit': unchecked('missing-module', /'codealong\/checkkit' is imported/),
  'import-tests': unchecked('missing-module', /'\.\.\/\.\.\/checks\/sum\.checks' is imported/),
  'native-code': wrong(/loading addons is disabled/),
  'open-port': accepted,
  'open-timer': accepted,
  'read-tests': refused,
  'require-late': wrong(/Your code threw Error: There is no module \/etc\/passwd$/),
  'require-tests': wrong(/Your code threw Error: There is no module checks:sum\.checks\.ts$/),
  worker: refused,
  'write-file': refused,
};

const values: Expectations = {
  'value-agreeable': wrong(/The sum is wrong/),
  'value-bigint': wrong(/The sum is wrong/),
  'value-boxed': wrong(/The sum is wrong/),
  'value-cyclic': wrong(/The sum is wrong/),
  'value-huge': wrong(/The sum is wrong/),
  'value-huge-error': wrong(/Your code threw Error: no no .* characters left out .* no no $/),
  'value-huge-object': wrong(/The sum is wrong/),
  'value-minus-zero': halfRight(/The sum of nothing is wrong/),
  'value-nan': wrong(/The sum is wrong/),
  'value-text': wrong(/The sum is wrong/),
  'value-throwing': wrong(/The sum is wrong/),
  'value-unicode': wrong(/The sum is wrong/),
};

const modules: Expectations = {
  circular: accepted,
  'circular-too-early': unchecked('load-failed', /^pkg\/sum\/total\.ts:2: /),
  'common-js': accepted,
  crlf: accepted,
  'default-export': wrong(/does not export `sum`/),
  'export-nothing': wrong(/does not export `sum`/),
  'export-trap': wrong(/Your code threw Error: not for you/),
  'invalid-utf8': wrong(/The sum is wrong/),
  'missing-file': unchecked('missing-file', /^pkg\/sum\/sum\.ts is not there/),
  'missing-package': unchecked('missing-module', /^pkg\/sum\/sum\.ts:2: 'lodash' is imported/),
  'wrong-export': wrong(/does not export `sum`/),
};

export const expectedTypeScript: Expectations = {
  ...exits,
  ...throws,
  ...limits,
  ...forgeries,
  ...patches,
  ...reaches,
  ...values,
  ...modules,
};
