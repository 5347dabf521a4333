import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';
import { REPORT_MARK, RESULT_FILE_VARIABLE, WANTED_VARIABLE, type HostResult } from '../result';

Mocha.reporters.Base.consoleLog = (...parts: unknown[]) => console.log(REPORT_MARK + format(...parts));

/** VS Code calls this inside the extension host; a rejection is its signal that the run failed. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 60_000, reporter: 'spec', color: false });
  const wanted = process.env[WANTED_VARIABLE] ?? '';
  for (const file of readdirSync(__dirname)) {
    if (file.endsWith('.host.test.js') && file.includes(wanted)) mocha.addFile(path.join(__dirname, file));
  }
  const result = await new Promise<HostResult>((resolve) => {
    const runner = mocha.run(() => {
      const { passes: passed = 0, failures: failed = 0, pending: skipped = 0 } = runner.stats ?? {};
      resolve({ passed, failed, skipped });
    });
  });
  report(result);
  if (result.failed > 0) throw new Error(`${result.failed} tests failed`);
}

function report(result: HostResult): void {
  const file = process.env[RESULT_FILE_VARIABLE];
  if (file) writeFileSync(file, JSON.stringify(result));
}
