/** The version of the language that the checks are written in, and the least that a solution gets. */
export const leastLanguage = '1.25';

/** The version that a solution is built in: the one its `go.mod` asks for when that is later, as far as this Go knows it. */
export function languageFor(asked: string | undefined, toolchain: string): string {
  const [, known = leastLanguage] = /go(\d+\.\d+)/.exec(toolchain) ?? [];
  const wanted = asked !== undefined && isLater(asked, known) ? known : asked;
  return wanted !== undefined && isLater(wanted, leastLanguage) ? wanted : leastLanguage;
}

/** Whether one version, such as `1.26`, comes after another. */
export function isLater(one: string, other: string): boolean {
  const [major = 0, minor = 0] = one.split('.').map(Number);
  const [otherMajor = 0, otherMinor = 0] = other.split('.').map(Number);
  return major > otherMajor || (major === otherMajor && minor > otherMinor);
}
