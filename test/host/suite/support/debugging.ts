import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from './until';

interface AdapterMessage {
  readonly type: string;
  readonly event?: string;
  readonly body?: { readonly output?: string; readonly threadId?: number };
}

/** A debug session as its adapter tells of it. */
export interface Debugging {
  /** Waits until the program stops, and gives the place at the top of its stack; its line counts from 0. */
  stopped(): Promise<{ readonly path: string; readonly line: number }>;
  /** Waits until the program has printed something that matches. */
  printed(text: RegExp): Promise<void>;
  /** What the sessions were started with, the last one first. */
  readonly configurations: readonly vscode.DebugConfiguration[];
}

/** Listens to the debugger during each test of the suite that calls this. Leaves no breakpoint, and asks the sessions to stop. */
export function useDebugging(): Debugging {
  const heard: { readonly session: vscode.DebugSession; readonly message: AdapterMessage }[] = [];
  const configurations: vscode.DebugConfiguration[] = [];
  const listening: vscode.Disposable[] = [];

  before(() => {
    const tracker = vscode.debug.registerDebugAdapterTrackerFactory('*', {
      createDebugAdapterTracker: (session) => ({
        onDidSendMessage: (message: AdapterMessage) => void heard.push({ session, message }),
      }),
    });
    const starts = vscode.debug.onDidStartDebugSession(({ configuration }) =>
      configurations.unshift(configuration),
    );
    listening.push(tracker, starts);
  });
  beforeEach(() => void (heard.length = configurations.length = 0));
  afterEach(async () => {
    vscode.debug.removeBreakpoints(vscode.debug.breakpoints);
    await vscode.debug.stopDebugging();
  });
  after(() => {
    for (const one of listening) one.dispose();
  });

  return {
    configurations,
    stopped: async () => {
      const { session, message } = await until(() => {
        const found = heard.find((one) => one.message.event === 'stopped');
        assert.ok(found, 'the program did not stop');
        return found;
      });
      const request = { threadId: message.body?.threadId, startFrame: 0, levels: 1 };
      const { stackFrames } = (await session.customRequest('stackTrace', request)) as {
        stackFrames: { source: { path: string }; line: number }[];
      };
      const [top] = stackFrames;
      assert.ok(top, 'the program stopped nowhere');
      // On a server the debugger names files by their remote address.
      const { path } = vscode.Uri.parse(top.source.path);
      return { path, line: top.line - 1 };
    },
    printed: async (text) => {
      await until(() => {
        const all = heard.map(({ message }) =>
          message.event === 'output' ? (message.body?.output ?? '') : '',
        );
        assert.match(all.join(''), text);
      });
    },
  };
}
