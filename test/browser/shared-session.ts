import { startSession, type Session } from './session';
import type { Workbench } from './workbench';

const START_TIMEOUT_MS = 180_000;

/** One machine serves all tests: each of them opens a folder of its own in a window of its own. */
let started: Promise<Session> | undefined;

after(async function () {
  this.timeout(START_TIMEOUT_MS);
  await started?.then(
    (session) => session.close(),
    () => undefined, // It never began, which failed the test that wanted it.
  );
});

export interface Desk {
  readonly session: Session;
  /** The window that is open. */
  readonly workbench: Workbench;
  /** Opens a window in place of the one before. */
  open(place: string | undefined): Promise<Workbench>;
}

/** Gives the tests of a suite the machine, with one window at a time. A failed test leaves a picture of it. */
export function useDesk(): Desk {
  const windows: Workbench[] = [];
  let session: Session | undefined;
  before(async function () {
    this.timeout(START_TIMEOUT_MS);
    session = await (started ??= startSession());
  });
  afterEach(async function () {
    const { state, title = '' } = this.currentTest ?? {};
    const workbench = windows.at(-1);
    if (state !== 'failed' || !workbench || workbench.page.isClosed()) return;
    await workbench.screenshot(`failed ${title}`.replace(/[^\w]+/g, '-'));
  });
  const closeAll = async (): Promise<void> => {
    for (const workbench of windows.splice(0)) await workbench.close();
  };
  after(closeAll);
  return {
    get session() {
      return given(session);
    },
    get workbench() {
      return given(windows.at(-1));
    },
    open: async (place) => {
      await closeAll();
      const workbench = await given(session).open(place);
      windows.push(workbench);
      return workbench;
    },
  };
}

function given<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('An earlier step that opens it has failed.');
  return value;
}
