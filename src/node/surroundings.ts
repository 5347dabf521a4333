import { release } from 'node:os';
import { version } from '../../package.json';
import type { Surroundings } from '../core/fault-report/fault-report';
import type { PersonalFolders } from '../core/fault-report/without-personal-folders';
import { homeFolder, tempFolder } from './environment';
import { findGo } from './go/toolchain';

/** What checks run with on this machine. */
export async function surroundings(signal: AbortSignal): Promise<Surroundings> {
  // It stands in reports of faults, which may be why Go can't be asked.
  const go = await findGo(signal).catch(() => undefined);
  return {
    'Code-Along': version,
    Node: process.versions.node,
    Go: go && 'toolchain' in go ? go.toolchain.version : 'none that can be used',
    Platform: `${process.platform} ${release()} ${process.arch}`,
  };
}

/** The folders on this machine that tell of its owner. */
export function personalFolders(folder: string | undefined): PersonalFolders {
  return { folder, home: homeFolder() ?? '', temp: tempFolder().path };
}
