import { homedir, release, tmpdir } from 'node:os';
import { version } from '../../package.json';
import type { Surroundings } from '../core/fault-report/fault-report';
import type { Places } from '../core/fault-report/without-places';
import { findGo } from './go/toolchain';

/** What checks run with on this machine. */
export async function surroundings(signal: AbortSignal): Promise<Surroundings> {
  const go = await findGo(signal);
  return {
    'Code-Along': version,
    Node: process.versions.node,
    Go: 'toolchain' in go ? go.toolchain.version : 'none that can be used',
    Platform: `${process.platform} ${release()} ${process.arch}`,
  };
}

/** The places on this machine that tell of its owner. */
export function personalPlaces(folder: string | undefined): Places {
  return { folder, home: homedir(), temp: tmpdir() };
}
