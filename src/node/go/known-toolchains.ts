import { courseFolder } from './environment';
import { findGo, type GoToolchain, type ToolchainResult } from './toolchain';

/** What is known of Go in each course folder, so that it is asked once. */
export interface KnownToolchains {
  find(course: string, signal: AbortSignal): Promise<ToolchainResult>;
  /** Keeps what a check learned about the Go of a course folder; nothing when it did not work, so that it is asked again. */
  learn(course: string, toolchain: GoToolchain | undefined): void;
}

export function knownToolchains(): KnownToolchains {
  const known = new Map<string, GoToolchain>();
  // Solutions that lie on no disk share one answer.
  const keyOf = (course: string): string => courseFolder(course) ?? '';
  const learn = (course: string, toolchain: GoToolchain | undefined): void => {
    if (toolchain) known.set(keyOf(course), toolchain);
    else known.delete(keyOf(course));
  };
  return {
    learn,
    find: async (course, signal) => {
      const toolchain = known.get(keyOf(course));
      const found = toolchain ? { toolchain } : await findGo(signal, course);
      if ('toolchain' in found) learn(course, found.toolchain);
      return found;
    },
  };
}
