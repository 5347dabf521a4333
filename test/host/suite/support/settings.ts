import { ConfigurationTarget, workspace } from 'vscode';

/** Does something while a setting has another value, and puts the setting back. */
export async function withSetting(name: string, value: unknown, act: () => Promise<void>): Promise<void> {
  const set = (to: unknown): Thenable<void> =>
    workspace.getConfiguration().update(name, to, ConfigurationTarget.Global);
  const before: unknown = workspace.getConfiguration().inspect(name)?.globalValue;
  await set(value);
  try {
    await act();
  } finally {
    await set(before);
  }
}
