import { findGo } from '../../../src/node/go/toolchain';

/**
 * For suites that need Go. On a machine without it they say that they were not run, and never pass; where everything must
 * be run, its absence fails them.
 */
export function needsGo(): void {
  before(async function () {
    this.timeout(60_000);
    const found = await findGo(new AbortController().signal);
    if ('toolchain' in found) return;
    if (process.env['CI'] === 'true') throw new Error(`Go is needed here: ${found.reason.message}`);
    console.log(`      not run: ${found.reason.message}`);
    this.skip();
  });
}
