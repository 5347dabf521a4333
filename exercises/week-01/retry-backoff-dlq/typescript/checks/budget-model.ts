import { seededRng, ok } from 'codealong/checkkit';
import { Bench, controller, type Order } from './bench';
import { countOf, type Limits } from './budget-expect';
import { times } from './expect';

/** What is to become of one message. All times are in milliseconds after the bench began. */
interface Story {
  readonly begins: number;
  /** How long each attempt takes. */
  readonly takes: readonly number[];
  /** How many attempts fail. */
  readonly failures: number;
  readonly isRetryable: boolean;
  readonly aborts: number;
}

const maxAttempts = 4;
const baseMs = 300;
const invalid = new Error('the address is invalid');

/** Dozens of messages in any order, compared with the rules themselves. The same in every run. */
export async function followsTheRules(): Promise<void> {
  for (let seed = 0; seed < 12; seed++) {
    const random = seededRng(seed);
    const pick = (count: number): number => Math.floor(random() * count);
    const limits = { percent: 10 * pick(7), minRetries: pick(4), windowMs: 5_003 };
    const stories = storiesOf(pick, 10 + 2 * pick(18));
    await compare(
      stories,
      limits,
      `percent ${limits.percent}, minRetries ${limits.minRetries}, windowMs 5003`,
    );
  }
}

/** Each message has a fraction of its own, so that no two things happen at once, and lives shorter than the window. */
function storiesOf(pick: (count: number) => number, count: number): readonly Story[] {
  let begins = 0;
  return Array.from({ length: count }, (_, index) => {
    begins += pick(3) === 0 ? 1 + pick(900) : pick(60);
    return {
      begins: begins + index / 64,
      takes: Array.from({ length: maxAttempts }, () => pick(8) * 100),
      failures: [0, 1, 2, 9, 9, 9][pick(6)] ?? 0,
      isRetryable: pick(8) > 0,
      aborts: pick(8) === 0 ? begins + 1 + pick(2_000) + (index + 0.5) / 64 : Infinity,
    };
  });
}

/** A failure after which the budget is asked, and what it answers. */
interface Question {
  readonly at: number;
  readonly index: number;
  /** Attempts of the message that have failed. */
  readonly failed: number;
  /** What counts at that time. */
  readonly messages: number;
  readonly retries: number;
  readonly isGranted: boolean;
}

/** How many attempts each message has by the rules, and how that came about. */
export function byTheRules(
  stories: readonly Story[],
  limits: Limits,
  { maxAttempts, baseMs }: { maxAttempts: number; baseMs: number },
): { readonly attempts: readonly number[]; readonly questions: readonly Question[] } {
  const attempts = stories.map(() => 1);
  const questions: Question[] = [];
  const granted: number[] = [];
  const ends = stories.map(({ begins, takes }, index) => ({ at: begins + (takes[0] ?? 0), index }));
  while (ends.length > 0) {
    ends.sort((a, b) => a.at - b.at);
    const { at, index } = ends.shift() as { at: number; index: number };
    const story = stories[index] as Story;
    const failed = attempts[index] ?? 0;
    const isOver = failed > story.failures || failed === maxAttempts || !story.isRetryable;
    if (isOver || story.aborts < at) continue;
    const isRecent = (time: number): boolean => time <= at && at - time < limits.windowMs;
    const messages = stories.filter(({ begins }) => isRecent(begins)).length;
    const most = Math.max(limits.minRetries, Math.floor((messages * limits.percent) / 100));
    const retries = granted.filter(isRecent).length;
    const isGranted = retries < most;
    questions.push({ at, index, failed, messages, retries, isGranted });
    if (!isGranted) continue;
    granted.push(at);
    const next = at + baseMs * 2 ** (failed - 1);
    if (story.aborts < next) continue;
    attempts[index] = failed + 1;
    ends.push({ at: next + (story.takes[failed] ?? 0), index });
  }
  return { attempts, questions };
}

async function compare(stories: readonly Story[], retryBudget: Limits, limits: string): Promise<void> {
  const isRetryable = (error: unknown): boolean => error !== invalid;
  const bench = new Bench({ retryBudget, maxAttempts, baseMs, isRetryable });
  const orders: Order[] = [];
  for (const story of stories) {
    await bench.clock.advance(story.begins - bench.now());
    orders.push(begin(bench, story));
  }
  await bench.clock.advance(100_000);
  const { attempts: expected, questions } = byTheRules(stories, retryBudget, { maxAttempts, baseMs });
  for (const question of questions) {
    const actual = bench.attemptsOf(orders[question.index] as Order).length;
    expectAnswer(question, actual, stories[question.index] as Story, retryBudget, limits);
  }
  for (const [index, order] of orders.entries()) {
    const actual = bench.attemptsOf(order).length;
    ok(actual === expected[index], {
      message: 'With many messages, one had a different number of attempts from what the rules ask for.',
      input: `${limits}, maxAttempts ${maxAttempts}, baseMs ${baseMs}; message ${index + 1} of ${stories.length}: ${tell(stories, index)}`,
      expected: `handle is called ${times(expected[index] ?? 0)}`,
      actual: `handle was called ${times(actual)}`,
    });
  }
}

/** The first answer that differs is the cause of those after it. One that an abort hides cannot be told. */
function expectAnswer(question: Question, attempts: number, story: Story, of: Limits, limits: string): void {
  const { at, index, failed, messages, retries, isGranted } = question;
  const wasGranted = attempts > failed;
  if (wasGranted === isGranted || (isGranted && story.aborts < Infinity)) return;
  const share = `floor(${messages} × ${of.percent} / 100)`;
  ok(false, {
    message: wasGranted
      ? 'The budget granted a retry that the rules refuse.'
      : 'The budget refused a retry that the rules grant.',
    input: `${limits}; at ${at} ms attempt ${failed} of message ${index + 1} fails; ${messages} messages and ${countOf(retries)} count then`,
    expected: `${isGranted ? 'granted' : 'refused'}: ${retries} of at most max(${of.minRetries}, ${share})`,
    actual: wasGranted ? 'granted' : 'refused',
  });
}

function begin(bench: Bench, { takes, failures, isRetryable, aborts }: Story): Order {
  const stop = aborts < Infinity ? controller() : undefined;
  if (stop) bench.clock.setTimeout(() => stop.abort('stop'), aborts - bench.now());
  return bench.begin(async (attempt) => {
    const time = takes[attempt - 1] ?? 0;
    if (time) await bench.clock.sleep(time);
    if (attempt <= failures) throw isRetryable ? new Error('down') : invalid;
  }, stop?.signal);
}

/** The message, and how many others there are beside it. */
function tell(stories: readonly Story[], index: number): string {
  const { begins, failures, isRetryable, aborts } = stories[index] as Story;
  const near = stories.filter((other) => other.begins <= begins && begins - other.begins < 5_003).length;
  const fails =
    failures === 0 ? 'succeeds' : failures > maxAttempts ? 'always fails' : `fails ${failures} times`;
  return [
    `begins at ${Math.floor(begins)} ms as number ${near} within 5,003 ms`,
    fails + (failures > 0 && !isRetryable ? ', not retryable' : ''),
    ...(aborts < Infinity ? [`its signal aborts at ${Math.floor(aborts)} ms`] : []),
  ].join(', ');
}
