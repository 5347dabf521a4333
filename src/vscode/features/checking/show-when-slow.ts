import { ProgressLocation, window } from 'vscode';
import { words } from '../../words';

/** How long work may take before the window says that it is under way. */
const patienceMs = 1000;

/** Waits for work. When it is slow, shows that it runs, with a button to cancel it. */
export async function showWhenSlow<T>(title: string, work: Promise<T>, cancel: () => void): Promise<T> {
  const timer = setTimeout(() => {
    const options = {
      location: ProgressLocation.Notification,
      title: words.checking(title),
      cancellable: true,
    };
    void window.withProgress(options, async (_progress, token) => {
      token.onCancellationRequested(cancel);
      await work.catch(() => undefined);
    });
  }, patienceMs);
  try {
    return await work;
  } finally {
    clearTimeout(timer);
  }
}
