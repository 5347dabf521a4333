-- The queue forgets an order as soon as somebody takes it: the index holds what is pending, and nothing else.
CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_pending_idx
  ON orders (created_at) WHERE status = 'pending';

-- First what is equal, then what is ordered: a customer's latest orders lie next to each other.
CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_customer_idx
  ON orders (customer_id, created_at DESC);

-- A counter asks for its own shop, and only for what is ready.
CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_ready_idx
  ON orders (shop_id) WHERE status = 'ready';

-- The report reads one day of all shops.
CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_created_idx
  ON orders (created_at);
