DROP INDEX CONCURRENTLY IF EXISTS orders_pending_idx;
CREATE INDEX CONCURRENTLY orders_pending_idx ON orders (status, created_at) INCLUDE (id, customer_id, shop_id) WHERE status = 'pending';
DROP INDEX CONCURRENTLY IF EXISTS orders_customer_idx;
CREATE INDEX CONCURRENTLY orders_customer_idx ON orders (customer_id, created_at, id);
DROP INDEX CONCURRENTLY IF EXISTS orders_counter_idx;
CREATE INDEX CONCURRENTLY orders_counter_idx ON orders (status, shop_id);
DROP INDEX CONCURRENTLY IF EXISTS orders_day_idx;
CREATE INDEX CONCURRENTLY orders_day_idx ON orders USING brin (created_at);
