-- name: next_pending
SELECT o.id, o.customer_id, o.shop_id, o.created_at FROM orders AS o
WHERE o.status = 'pending' /* the predicate; as it stands */ ORDER BY o.created_at LIMIT 50;
-- name: customer_orders
select id, shop_id, status, total_cents, created_at from orders where customer_id = $1 order by created_at desc limit 20;
-- name: ready_orders
SELECT id, customer_id, created_at FROM orders WHERE shop_id = $1 AND status = 'ready';
-- name: day_report
SELECT shop_id, count(*) AS orders, sum(total_cents) AS cents FROM public.orders
WHERE created_at < ($1::date + 1)::timestamptz AND created_at >= $1::date::timestamptz
GROUP BY shop_id ORDER BY shop_id
