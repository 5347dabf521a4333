import assert from 'node:assert/strict';
import { findGo, type GoToolchain } from '../../../src/node/go/toolchain';

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

/** The Go of this machine, in a suite that needs it. */
export async function toolchainHere(): Promise<GoToolchain> {
  const found = await findGo(new AbortController().signal);
  assert.ok('toolchain' in found);
  return found.toolchain;
}
