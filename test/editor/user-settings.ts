import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export type Settings = Readonly<Record<string, unknown>>;

/**
 * No telemetry, no look-ups of updates, extensions or schemas, nothing that pops up over the page. Files are saved
 * when somebody saves them, as in a desktop VS Code; the served one would save by itself.
 */
const QUIET: Settings = {
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'json.schemaDownload.enable': false,
  'workbench.startupEditor': 'none',
  'files.autoSave': 'off',
  'workbench.tips.enabled': false,
  'workbench.reduceMotion': 'on',
  'editor.cursorBlinking': 'solid',
  'git.openRepositoryInParentFolders': 'never',
};

/** Gives a fresh profile its settings. */
export function writeUserSettings(userDataDir: string, settings: Settings = {}): void {
  const folder = path.join(userDataDir, 'User');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'settings.json'), JSON.stringify({ ...QUIET, ...settings }, null, 2));
}
