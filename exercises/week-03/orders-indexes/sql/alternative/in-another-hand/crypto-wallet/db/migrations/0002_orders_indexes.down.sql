drop index concurrently if exists public."Orders; pending"; drop index concurrently if exists orders_customer;
drop index concurrently if exists orders_counter; -- the counter
drop index concurrently if exists orders_day
