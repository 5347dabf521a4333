/* Nobody waits for us: /* not even; here */ the lock is given up after a second. */
SET lock_timeout = '1s'; SET statement_timeout = 0;
create index concurrently if not exists "Orders; pending" on public.orders using btree (created_at desc, id) where (status = 'pending');
Create Index Concurrently If Not Exists orders_customer on Public."orders" (customer_id, created_at DESC) INCLUDE (id);
CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_counter ON orders (shop_id, status); CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_day ON orders (created_at);
ANALYZE orders;
COMMENT ON INDEX orders_day IS 'day_report; not the queue'
