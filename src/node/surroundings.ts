import { homedir, release, tmpdir } from 'node:os';
import { version } from '../../package.json';
import type { Surroundings } from '../core/fault-report/fault-report';
import type { PersonalFolders } from '../core/fault-report/without-personal-folders';
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

/** The folders on this machine that tell of its owner. */
export function personalFolders(folder: string | undefined): PersonalFolders {
  return { folder, home: homedir(), temp: tmpdir() };
}
