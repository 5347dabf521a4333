/** What a browser makes of one frame. */
export interface Seen {
  readonly type: string;
  readonly data: string;
  /** `undefined` when the frame has no line `id`. */
  readonly id: string | undefined;
}

export interface Parsed {
  readonly events: readonly Seen[];
  /** What belongs to no frame, no comment and no blank line. */
  readonly strange: string | undefined;
  /** Whether there is a comment. */
  readonly comment: boolean;
}

/** Reads a text as the WHATWG says how a browser reads an event stream. The text begins and ends between two frames. */
export function parse(text: string): Parsed {
  const lines = text.split(/\r\n|\r|\n/);
  const rest = lines.pop() ?? '';
  const events: Seen[] = [];
  let strange: string | undefined;
  let comment = false;
  let fields: [name: string, value: string][] = [];
  for (const line of lines) {
    if (line.startsWith(':')) comment = true;
    else if (line !== '') fields.push(fieldOf(line));
    else {
      const seen = eventOf(fields);
      if (seen) events.push(seen);
      strange ??= oddIn(fields, seen);
      fields = [];
    }
  }
  if (rest !== '' || fields.length > 0 || lines.at(-1) !== '') strange ??= 'no blank line at its end';
  return { events, strange, comment };
}

function fieldOf(line: string): [string, string] {
  const colon = line.indexOf(':');
  if (colon < 0) return [line, ''];
  const value = line.slice(colon + 1);
  return [line.slice(0, colon), value.startsWith(' ') ? value.slice(1) : value];
}

/** Without a line `data` there is no event. */
function eventOf(fields: readonly [string, string][]): Seen | undefined {
  const all = (name: string): string[] => fields.filter(([own]) => own === name).map(([, value]) => value);
  const data = all('data');
  if (data.length === 0) return undefined;
  const id = all('id').filter((value) => !value.includes('\0'));
  return { type: all('event').at(-1) || 'message', data: data.join('\n'), id: id.at(-1) };
}

function oddIn(fields: readonly [string, string][], seen: Seen | undefined): string | undefined {
  const odd = fields.find(([name]) => !['id', 'event', 'data'].includes(name));
  if (odd) return `a line with the field ${JSON.stringify(odd[0])}`;
  if (fields.length === 0) return undefined;
  if (!seen) return 'a frame without a line data, which a browser drops';
  const count = (name: string): number => fields.filter(([own]) => own === name).length;
  if (count('event') !== 1) return `a frame with ${count('event')} lines event`;
  return count('id') > 1 ? `a frame with ${count('id')} lines id` : undefined;
}
