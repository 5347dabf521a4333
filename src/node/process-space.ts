import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/**
 * Names the processes that can be seen from here: those of this machine since it was started and, on Linux, of this container.
 * Where two of ours have the same name, each can tell whether the other is running. Undefined where the system keeps that to
 * itself.
 */
export function processSpace(): string | undefined {
  const parts = process.platform === 'linux' ? linuxSpace() : [process.platform];
  return (
    parts &&
    createHash('sha256')
      .update([hostname(), ...parts].join('\n'))
      .digest('hex')
      .slice(0, 8)
  );
}

function linuxSpace(): readonly string[] | undefined {
  try {
    return [readFileSync('/proc/sys/kernel/random/boot_id', 'utf8'), readlinkSync('/proc/self/ns/pid')];
  } catch {
    return undefined;
  }
}
