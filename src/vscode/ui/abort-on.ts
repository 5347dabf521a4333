import { Disposable, type CancellationToken } from 'vscode';
import type { DisposableLike } from './disposable-like';

/** An abort signal that follows the editor's cancellation tokens. Dispose it once the work is over. */
export function abortOn(
  ...tokens: readonly CancellationToken[]
): DisposableLike & { readonly signal: AbortSignal } {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  const subscriptions = tokens.map((token) => token.onCancellationRequested(abort));
  if (tokens.some((token) => token.isCancellationRequested)) abort();
  return { signal: controller.signal, dispose: () => void Disposable.from(...subscriptions).dispose() };
}
