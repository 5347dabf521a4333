import { debug, type DebugAdapterTracker, type DebugSession, type Disposable } from 'vscode';
import { stopsAtFailure } from './debugger-for';

/** A request of the editor to its debugger, which says at which exceptions to stop. */
interface ExceptionRequest {
  readonly command: 'setExceptionBreakpoints';
  readonly arguments: { filters: string[] };
}

/** What Node's debugger calls an exception that nothing catches. */
const uncaught = 'uncaught';

/**
 * A check that is debugged stops where it fails, without a breakpoint: to what the learner has chosen, exceptions that nothing
 * catches are added, in the sessions of such a check alone.
 */
export function stopAtFailure(): Disposable {
  return debug.registerDebugAdapterTrackerFactory('*', {
    createDebugAdapterTracker: (session) => (isOfCheck(session) ? addingUncaught : undefined),
  });
}

/** The debugger begins a session of its own for the process, below the one that was asked for. */
function isOfCheck(session: DebugSession): boolean {
  return (
    session.configuration[stopsAtFailure] === true ||
    (session.parentSession !== undefined && isOfCheck(session.parentSession))
  );
}

const addingUncaught: DebugAdapterTracker = {
  onWillReceiveMessage: (message: unknown) => {
    if (!isExceptionRequest(message)) return;
    const { filters } = message.arguments;
    if (!filters.includes(uncaught)) message.arguments.filters = [...filters, uncaught];
  },
};

function isExceptionRequest(message: unknown): message is ExceptionRequest {
  return (
    typeof message === 'object' &&
    message !== null &&
    Reflect.get(message, 'command') === 'setExceptionBreakpoints' &&
    Array.isArray((Reflect.get(message, 'arguments') as { filters?: unknown } | undefined)?.filters)
  );
}
