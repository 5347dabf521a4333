import { isNear, ManualClock, ok, show } from 'codealong/checkkit';
import { Deadline } from '../reference/pkg/resilience/timeout';
import { dozen } from './call';

const month = 2_592_000_000;

export function expectLeft(deadline: Deadline, left: number, message: string, input: string): void {
  const actual: unknown = deadline.remaining();
  ok(typeof actual === 'number' && isNear(actual, left), {
    message,
    input,
    expected: `remaining() is ${left}`,
    actual: `remaining() is ${show(actual)}`,
  });
}

export async function childrenEndFirst(): Promise<void> {
  for (const start of [1_000_000, 0, 0.5, -300, -50_000]) await oneFamily(start);
  await generations();
  await siblings();
  nothingLeft();
  await fractions();
  await manyAtOnce();
}

async function oneFamily(start: number): Promise<void> {
  const clock = new ManualClock(start);
  const order = Deadline.after(300, clock);
  const begun = `a deadline of 300 ms (the clock says ${start})`;
  expectLeft(order, 300, 'A deadline does not have the time that it was made with.', begun);
  const [long, short] = [order.child(5_000), order.child(100)];
  expectLeft(long, 300, 'A child has more time left than its parent.', `${begun}, its child of 5,000`);
  expectLeft(short, 100, 'A child does not end after its own time.', `${begun}, its child of 100`);
  expectLeft(order, 300, 'A child changed its parent.', `${begun}, after child(5000) and child(100)`);

  await clock.advance(120);
  const later = `${begun} and its children of 5,000 and 100; 120 ms have passed`;
  expectLeft(order, 180, 'remaining() is not the time that is left.', later);
  expectLeft(long, 180, 'remaining() is not the time that is left.', `${later}: the child of 5,000`);
  expectLeft(short, 0, 'remaining() has to be 0 once the time is over.', `${later}: the child of 100`);
  const [fresh, cut] = [order.child(100), order.child(250)];
  expectLeft(
    fresh,
    100,
    'A child has its own time from the moment when it is made, whatever became of earlier children.',
    `${later}; then child(100) once more`,
  );
  expectLeft(
    cut,
    180,
    'A child ends after its parent.',
    `${later}; then child(100) and child(250): the child of 250`,
  );
  expectLeft(
    cut.child(1_000),
    180,
    'A grandchild ends later than it may.',
    `${later}; then child(250).child(1000)`,
  );
  expectLeft(
    fresh.child(150),
    100,
    'A grandchild ends later than it may.',
    `${later}; then child(100).child(150)`,
  );
  expectLeft(
    fresh.child(40),
    40,
    'A grandchild does not end after its own time.',
    `${later}; then child(100).child(40)`,
  );
  expectLeft(
    short.child(50),
    0,
    'The child of a deadline that is over has time left.',
    `${later}; child(50) of the one of 100`,
  );
  expectLeft(order, 180, 'A child changed its parent.', later);

  await clock.advance(60);
  const third = `${later}; then child(100) and child(250); 60 ms more have passed`;
  expectLeft(fresh, 40, 'remaining() is not the time that is left.', `${third}: the later child of 100`);
  expectLeft(cut, 120, 'remaining() is not the time that is left.', `${third}: the child of 250`);

  await clock.advance(10_000);
  const over = `${begun}; more than 10 s have passed`;
  for (const deadline of [order, long, short, fresh, cut, order.child(1_000), order.child(20_000)]) {
    expectLeft(deadline, 0, 'remaining() has to be 0 once the time is over.', `${over}: it or a child`);
  }
}

/** Twelve children of one parent, which all ask for more than it has. */
async function siblings(): Promise<void> {
  const clock = new ManualClock();
  const order = Deadline.after(300, clock);
  const children = dozen(() => order.child(5_000));
  for (const [passed, left] of [
    [0, 300],
    [120, 180],
    [180, 0],
  ] as const) {
    await clock.advance(passed);
    for (const [index, child] of children.entries()) {
      const input = `a deadline of 300 ms with twelve children of 5,000, when it has ${left} ms left: child ${index + 1}`;
      expectLeft(child, left, 'A child does not have as much time left as its parent.', input);
    }
  }
}

/** Twelve generations, 5 ms apart. The sixth asks for less than is left, the others for more. */
async function generations(): Promise<void> {
  const clock = new ManualClock();
  let youngest = Deadline.after(1_000, clock);
  let left = 1_000;
  for (let generation = 1; generation <= 12; generation++) {
    await clock.advance(5);
    const own = generation === 6 ? 300 : 990;
    youngest = youngest.child(own);
    left = Math.min(left - 5, own);
    const input = `after(1000), then a child of the youngest every 5 ms: child(300) in the sixth generation, else child(990); generation ${generation}`;
    expectLeft(youngest, left, 'A descendant has to end when the first of its ancestors ends.', input);
  }
}

function nothingLeft(): void {
  const clock = new ManualClock();
  const order = Deadline.after(300, clock);
  for (const ms of [0, -5, -month]) {
    const message = 'With 0 or less, nothing is left.';
    expectLeft(Deadline.after(ms, clock), 0, message, `Deadline.after(${ms})`);
    expectLeft(order.child(ms), 0, message, `after(300).child(${ms})`);
    expectLeft(order.child(ms).child(100), 0, message, `after(300).child(${ms}).child(100)`);
  }
  expectLeft(order, 300, 'A child changed its parent.', 'after(300), after children of 0 and less');
}

/** Half a millisecond is time. All of these are binary fractions, so that nothing is lost in adding them. */
async function fractions(): Promise<void> {
  const clock = new ManualClock(1_000);
  const order = Deadline.after(300.5, clock);
  const [short, half] = [order.child(100.25), order.child(0.5)];
  const message = 'remaining() has to keep fractions of a millisecond.';
  expectLeft(order, 300.5, message, 'after(300.5)');
  expectLeft(short, 100.25, message, 'after(300.5).child(100.25)');
  expectLeft(half, 0.5, message, 'after(300.5).child(0.5)');
  await clock.advance(0.25);
  expectLeft(order, 300.25, message, 'after(300.5); 0.25 ms have passed');
  expectLeft(half, 0.25, message, 'after(300.5).child(0.5); 0.25 ms have passed');
}

/** Twelve deadlines on one clock know nothing of each other. */
async function manyAtOnce(): Promise<void> {
  const clock = new ManualClock();
  const all = dozen((index) => Deadline.after(100 * (index + 1), clock));
  const longest = Deadline.after(month, clock);
  const children = all.map((deadline) => deadline.child(800));
  await clock.advance(550);
  for (const [index, deadline] of all.entries()) {
    const input = `twelve deadlines of 100, 200, … 1,200 ms; 550 ms have passed: the one of ${100 * (index + 1)}`;
    expectLeft(
      deadline,
      Math.max(0, 100 * (index + 1) - 550),
      'remaining() is not the time that is left.',
      input,
    );
  }
  for (const [index, child] of children.entries()) {
    const own = 100 * (index + 1);
    const input = `a deadline of ${own} ms and its child of 800; 550 ms have passed: the child, asked for the first time`;
    expectLeft(
      child,
      Math.max(0, Math.min(own, 800) - 550),
      'A child counts from the moment when it is made.',
      input,
    );
  }
  expectLeft(
    longest,
    month - 550,
    'remaining() is not the time that is left.',
    '30 days; 550 ms have passed',
  );
}
