/** Twelve customers. Some differ in a blank or in the case of a letter. */
export const customers: readonly string[] = [
  ' Ana 1',
  'Ana 1',
  'ana 1',
  'Ana 10',
  '__proto__',
  'Łukasz ☕',
  '0',
  'null',
  "O'Neil",
  '<Ben> & "Co"',
  'Ana\n2',
  'A%25+',
];

export const drinkOf = (index: number): string => `Latte %25+ ${index} `;

/** A valid order of this customer. It has fields that nobody asked for. */
export function bodyOf(index: number): string {
  return JSON.stringify({
    id: 'O-mine',
    customer_name: customers[index],
    coffee_type: drinkOf(index),
    customerName: 'Mallory',
    status: 'paid',
  });
}

export const goodBody = bodyOf(0);

/** Twelve kinds of bodies that are not orders. */
export const badBodies: readonly (string | undefined)[] = [
  undefined,
  '',
  '{"customer_name":"Ana","coffee_type":',
  'null',
  '[]',
  '"Latte"',
  '42',
  '{}',
  '{"customer_name":"Ana"}',
  '{"coffee_type":"Latte","customer_name":" "}',
  '{"customer_name":"Ana","coffee_type":7}',
  '{"customerName":"Ana","coffeeType":"Latte","id":"O-mine"}',
];
