/** A moment as it can stand in a file name on every system, for example `2026-03-01T10-15-30-123Z`. */
export function timestamp(now: number): string {
  return new Date(now).toISOString().replace(/[:.]/g, '-');
}
