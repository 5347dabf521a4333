/** What a machine may have in its environment, and no solution may find or be changed by. */
const secrets = {
  API_TOKEN: 'secret',
  NODE_OPTIONS: '--max-old-space-size=4000',
  GOFLAGS: '-tags=broken -mod=vendor',
  GOENV: '/nowhere/go.env',
  GODEBUG: 'panicnil=1',
  MOCHA_OPTIONS: '--dry-run',
};

/** Every test of the suite that calls this runs on a machine with such an environment. */
export function useSecretEnvironment(): void {
  const before = { ...process.env };
  beforeEach(() => void Object.assign(process.env, secrets));
  afterEach(() => {
    for (const name of Object.keys(secrets)) {
      if (before[name] === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = before[name];
    }
  });
}
