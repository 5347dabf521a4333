import { describeError, fail, ManualClock, ok, show } from 'codealong/checkkit';
import { Deadline } from '../reference/pkg/resilience/timeout';
import { expectLeft } from './children';

const malformed: readonly (string | undefined)[] = [
  undefined,
  '',
  ' ',
  ' 250',
  '250 ',
  '250\r\n',
  '\r\n250',
  '+250',
  '-1',
  '-0',
  '2.5',
  '250.0',
  '1e3',
  '1E3',
  '0x10',
  '0X1F',
  '0b11',
  '0o17',
  '10n',
  '250ms',
  '250 ms',
  '250;q=1',
  '"250"',
  '[250]',
  '%35',
  'Infinity',
  'NaN',
  'null',
  'undefined',
  '__proto__',
  'abc',
  '２５０',
  '٣',
  '1,000',
  '1_000',
  '250, 250',
  '𝟐𝟓𝟎',
  '1000000000000000',
  '0000000000000250',
  '9'.repeat(400),
];

/** What may not stand before, in or behind the digits: the characters up to U+017F, and blanks and digits of other scripts. */
const signs: readonly string[] = [
  ...Array.from({ length: 0x180 }, (_, code) => String.fromCharCode(code)).filter(
    (sign) => sign < '0' || sign > '9',
  ),
  ...'\u0663\u096b\u2000\u200b\u2028\u2029\u2163\u2460\u3000\uff12\ufeff',
];

export async function headerCarriesWhatIsLeft(): Promise<void> {
  await twoServices();
  await threeHops();
  await wholeMilliseconds();
  for (const header of malformed) refuses(header);
  for (const sign of signs) {
    for (const header of [sign, `${sign}250`, `2${sign}50`, `250${sign}`]) refuses(header);
  }
  for (const [header, left] of [
    ['0', 0],
    ['000000000000000', 0],
    ['1', 1],
    ['007', 7],
    ['010', 10],
    ['000000000000750', 750],
    ['2592000000', 2_592_000_000],
    ['999999999999999', 999_999_999_999_999],
  ] as const)
    accepts(header, left);
}

/** The clocks of two services show different times. */
async function twoServices(): Promise<void> {
  const [here, there] = [new ManualClock(), new ManualClock(5_000)];
  const order = Deadline.after(300, here);
  expectHeader(order, '300', 'a deadline of 300 ms');
  await here.advance(120);
  expectHeader(order, '180', 'a deadline of 300 ms; 120 ms have passed');
  expectHeader(order.child(100), '100', 'a deadline of 300 ms; 120 ms have passed; then child(100)');
  expectHeader(order.child(5_000), '180', 'a deadline of 300 ms; 120 ms have passed; then child(5000)');

  const received = read('180', there);
  const input = "fromHeader('180') on another clock";
  expectLeft(received, 180, 'The header counts from now on the clock that was given.', input);
  await there.advance(80);
  expectLeft(received, 100, 'The header counts on the clock that was given.', `${input}; 80 ms later`);
  expectLeft(
    received.child(5_000),
    100,
    'A child ends after its parent.',
    `${input}; 80 ms later child(5000)`,
  );
  expectHeader(received, '100', `${input}; 80 ms later`);
  expectHeader(
    order,
    '180',
    'a deadline of 300 ms on one clock, 120 ms later; then time passes on another clock',
  );
  const again = `${input}; 80 ms later the same header once more`;
  expectLeft(read('180', there), 180, 'The header counts from now on the clock that was given.', again);
  await there.advance(100);
  expectHeader(received, '0', `${input}; 180 ms later`);
  await there.advance(10_000);
  expectHeader(received, '0', `${input}; more than 10 s later`);
}

/** Every service takes 50 ms and passes on what is left. */
async function threeHops(): Promise<void> {
  const clocks = [1_000_000, 5_000, 70_000_000, 0].map((start) => new ManualClock(start));
  let header = '300';
  for (const [hop, clock] of clocks.entries()) {
    const deadline = read(header, clock);
    await clock.advance(50);
    header = String(250 - 50 * hop);
    const input = `a header of 300; each service reads it with fromHeader on its own clock, takes 50 ms and sends what is left: service ${hop + 1}`;
    expectHeader(deadline, header, input);
  }
}

async function wholeMilliseconds(): Promise<void> {
  const clock = new ManualClock();
  const order = Deadline.after(300, clock);
  const month = Deadline.after(2_592_000_000, clock);
  expectHeader(month, '2592000000', 'a deadline of 30 days');
  await clock.advance(120.5);
  expectHeader(order, '179', '179.5 ms are left');
  await clock.advance(179);
  expectHeader(order, '0', '0.5 ms are left');
  await clock.advance(0.5 - 2 ** -21);
  expectHeader(order, '0', `${2 ** -21} ms are left`);
  expectHeader(Deadline.after(-5, clock), '0', 'Deadline.after(-5)');
}

function refuses(header: string | undefined): void {
  const deadline = fromHeader(header, new ManualClock(5_000));
  if (deadline === null) return;
  fail({
    message: 'A header that is missing or malformed has to give null.',
    input: `fromHeader(${show(header)})`,
    expected: 'null',
    actual:
      deadline instanceof Deadline ? `a deadline with ${show(deadline.remaining())} ms left` : show(deadline),
  });
}

function accepts(header: string, left: number): void {
  const deadline = read(header, new ManualClock(5_000));
  const input = `fromHeader(${show(header)})`;
  expectLeft(deadline, left, 'The deadline has not as much time as its header says.', input);
  expectHeader(deadline, String(left), input);
  const child = deadline.child(100);
  expectLeft(child, Math.min(left, 100), 'A child ends after its parent.', `${input}, then child(100)`);
}

/** The deadline of a header that is well-formed. */
function read(header: string, clock: ManualClock): Deadline {
  const deadline = fromHeader(header, clock);
  if (deadline) return deadline as Deadline;
  fail({
    message: 'A header of one to fifteen digits is a deadline.',
    input: `fromHeader(${show(header)})`,
    expected: 'a deadline',
    actual: show(deadline),
  });
}

/** What `fromHeader` gives. It throws for no header, whatever that is. */
function fromHeader(header: string | undefined, clock: ManualClock): unknown {
  try {
    return Deadline.fromHeader(header, clock);
  } catch (error) {
    fail({
      message: 'fromHeader throws. It has to give a deadline or null.',
      input: `fromHeader(${show(header)})`,
      expected: 'a deadline or null',
      actual: `it threw ${describeError(error)}`,
    });
  }
}

function expectHeader(deadline: Deadline, header: string, input: string): void {
  const actual: unknown = deadline.toHeader();
  ok(actual === header, {
    message: 'The header is not the time that is left, in whole milliseconds.',
    input,
    expected: `toHeader() is ${show(header)}`,
    actual: `toHeader() is ${show(actual)}`,
  });
}
