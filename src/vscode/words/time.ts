const minute = 60_000;
const units = [
  ['day', 24 * 60 * minute],
  ['hour', 60 * minute],
  ['minute', minute],
] as const;
const longAgo = 30 * 24 * 60 * minute;

/** The first use of `Intl` takes longer than all the rest of activation: it waits until a time is told. */
let formats: { readonly relative: Intl.RelativeTimeFormat; readonly date: Intl.DateTimeFormat } | undefined;
const formatsOnce = () =>
  (formats ??= {
    relative: new Intl.RelativeTimeFormat('en'),
    date: new Intl.DateTimeFormat('en', { dateStyle: 'medium' }),
  });

/** How long ago something was, in the largest unit that fits; the date when it was over a month ago. Times in milliseconds. */
export function timeAgo(at: number, now: number): string {
  const { relative, date } = formatsOnce();
  const passed = Math.max(0, now - at);
  if (passed > longAgo) return date.format(at);
  const fitting = units.find(([, length]) => passed >= length);
  if (!fitting) return 'just now';
  const [unit, length] = fitting;
  return relative.format(-Math.floor(passed / length), unit);
}
