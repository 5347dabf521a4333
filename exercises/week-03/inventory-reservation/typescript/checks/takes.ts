import { reserves } from './calls';
import { linesOf, World } from './world';

const oat = 'oat milk';

export async function takesAndRefuses(): Promise<void> {
  const world = new World([[oat, 10]]);
  const shop = world.open();
  let done = '10 units of oat milk';
  const orders = [
    { sku: oat, qty: 3, answer: 'reserved', reserved: 3 },
    { sku: oat, qty: 8, answer: 'insufficient', reserved: 3 },
    { sku: oat, qty: 7, answer: 'reserved', reserved: 10 },
    { sku: oat, qty: 1, answer: 'insufficient', reserved: 10 },
    { sku: 'soy milk', qty: 1, answer: 'insufficient', reserved: 10 },
  ] as const;
  for (const [at, { sku, qty, answer, reserved }] of orders.entries()) {
    done = await reserves(world, shop, { id: `o${at + 1}`, lines: linesOf([sku, qty]) }, answer, done);
    world.expectStock([[oat, 10, reserved]], (what) => `After an order of ${qty}: ${what}`, done);
  }
}
