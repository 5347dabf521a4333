/** Megabytes. Most checks are over before so much is used for the first time, so they never wait for the collector. */
const youngSpace = 16;

/** A runner, as it is started. */
export interface RunnerProgram {
  /** Absolute path of the bundled runner, links followed. */
  readonly script: string;
  /** Whether it runs dummy checks before its job comes, which makes it fast for whoever starts it ahead of time. */
  readonly rehearse: boolean;
  /** Of a runner with a PostgreSQL server: the database that it begins with, and the server's own files. Absolute paths. */
  readonly postgres?: { readonly archive: string; readonly files: readonly string[] };
}

/** The flags that keep a runner small, quick and closed. Node's permission model is on where this Node has it. */
export function runnerArguments({ script, rehearse, postgres }: RunnerProgram): readonly string[] {
  const space = [`--min-semi-space-size=${youngSpace}`, `--max-semi-space-size=${youngSpace}`];
  const asked = [...(rehearse ? ['rehearse'] : []), ...(postgres ? [`postgres=${postgres.archive}`] : [])];
  const read = [script, ...(postgres ? [postgres.archive, ...postgres.files] : [])];
  return ['--max-old-space-size=256', ...space, ...permissionFlags(read), script, ...asked];
}

/**
 * Reading its own script, and PostgreSQL where it has a server, is all that the runner may do with the disk; child processes
 * and workers are refused. The network is not, where this Node could: the same solution has the same verdict in each.
 */
export function permissionFlags(read: readonly string[], write: readonly string[] = []): readonly string[] {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const byName = major > 23 || (major === 23 && minor >= 5) || (major === 22 && minor >= 13);
  const network = process.allowedNodeEnvironmentFlags.has('--allow-net') ? ['--allow-net'] : [];
  return [
    byName ? '--permission' : '--experimental-permission',
    ...read.map((path) => `--allow-fs-read=${path}`),
    ...write.map((path) => `--allow-fs-write=${path}`),
    ...network,
  ];
}

/** What the runner needs from the environment: to be Node when the editor's own program runs it, and what Windows asks for. */
export function runnerEnvironment(): Readonly<Record<string, string>> {
  const { SystemRoot } = process.env;
  return {
    ELECTRON_RUN_AS_NODE: '1',
    NODE_NO_WARNINGS: '1',
    ...(SystemRoot !== undefined && { SystemRoot }),
  };
}
