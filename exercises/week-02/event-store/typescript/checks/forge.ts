/** Changes everything that can be reached from these events. What is frozen or has no setter stays as it is: that is as good. */
export function forgeAll(events: unknown): void {
  const seen = new Set<object>();
  const forge = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    for (const [key, inner] of Object.entries(value)) {
      forge(inner);
      if (typeof inner !== 'object') attempt(() => Reflect.set(value, key, 'forged'));
    }
    attempt(() => Reflect.set(value, 'forged', true));
  };
  forge(events);
  if (!Array.isArray(events)) return;
  attempt(() => events.reverse());
  attempt(() => (events.length = Math.min(events.length, 1)));
}

function attempt(change: () => unknown): void {
  try {
    change();
  } catch {
    // It is out of reach.
  }
}
