/** An order as a customer sends it. */
export interface NewOrder {
  customerName: string;
  coffeeType: string;
}

/** An order that has its number. */
export interface Order extends NewOrder {
  id: string;
}

/** The body is not an order. `problems` is written for the customer and may be shown to them. */
export class InvalidOrderError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[], options?: ErrorOptions) {
    super(`The order is invalid: ${problems.join(', ')}.`, options);
    this.name = 'InvalidOrderError';
    this.problems = problems;
  }
}

/**
 * Reads an order from a request body: a JSON object with `customer_name` and `coffee_type`, two texts that are not blank and
 * that stay as they are. Fields that it does not know are left out. Anything else throws `InvalidOrderError`.
 */
export function parseOrder(body: string | undefined): NewOrder {
  const fields = fieldsOf(body);
  const problems = ['customer_name', 'coffee_type'].filter((name) => !isText(fields[name]));
  if (problems.length > 0)
    throw new InvalidOrderError(problems.map((name) => `${name} has to be a text that is not blank`));
  return { customerName: String(fields['customer_name']), coffeeType: String(fields['coffee_type']) };
}

function fieldsOf(body: string | undefined): Record<string, unknown> {
  const value = parsed(body ?? '');
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new InvalidOrderError(['the body has to be a JSON object']);
  }
  return value as Record<string, unknown>;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}
