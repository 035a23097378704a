-- How many actions are in flight, kept with each batch: counting 100,000 rows takes 40 ms.

create table view.in_flight (
  environment text   collate "C" not null,
  component   text   collate "C" not null,
  type        text   collate "C" not null,
  begun_on    text   collate "C",
  last_on     text   collate "C",
  stands_at   text   collate "C",
  count       bigint not null,
  constraint in_flight_key unique nulls not distinct
    (environment, component, type, begun_on, last_on, stands_at),
  constraint in_flight_count_not_negative check (count >= 0)
) with (fillfactor = 50);

comment on table view.in_flight is
  'How many rows of view.action_part are open and stand alike, as far as the read model is folded.';
comment on column view.in_flight.environment is 'The environment, e.g. production; - for none.';
comment on column view.in_flight.component is 'Name of the component.';
comment on column view.in_flight.type is 'Type of the actions, e.g. order.';
comment on column view.in_flight.begun_on is 'Version of the component that they were first seen on; null: not told.';
comment on column view.in_flight.last_on is 'Version of the component that they were last seen on; null: not told.';
comment on column view.in_flight.stands_at is 'The step of the component that they stand at; null: none.';
comment on column view.in_flight.count is 'How many; 0 until the next batch that touches the component.';
