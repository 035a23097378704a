-- Where to find actions. What is known of one is read from its events in ledger.event.

create table view.action (
  environment        text        collate "C" not null,
  type               text        collate "C" not null,
  id                 text        collate "C" not null,
  key                text        collate "C",
  began_at           timestamptz not null,
  accepted_at        timestamptz,
  last_seen_at       timestamptz not null,
  last_begun_at      timestamptz,
  finished_at        timestamptz,
  first_position     bigint      not null,
  last_position      bigint      not null,
  finished_position  bigint,
  outcome            text        collate "C",
  components         text[]      collate "C" not null,
  component_versions text[]      collate "C" not null,
  constraint action_pk primary key (environment, type, id),
  constraint action_positions_ordered check (first_position <= last_position),
  constraint action_finished_together check (num_nulls(finished_at, finished_position, outcome) in (0, 3))
) with (fillfactor = 80);

create index action_newest on view.action (environment, first_position desc);
create index action_newest_of_type on view.action (environment, type, first_position desc);
create index action_of_key on view.action (environment, key, began_at desc) where key is not null;
create index action_open on view.action using gin (components)
  where outcome is null or outcome = 'FAILED';
create index action_finished on view.action (environment, finished_position)
  where finished_position is not null;
create index action_of_version on view.action using gin (component_versions);

comment on table view.action is
  'One row per business action: what it is searched by. Every column is a join of the facts of the action, so repeated facts change nothing.';
comment on column view.action.environment is 'The environment, e.g. production; - for none.';
comment on column view.action.type is 'Type of the action, e.g. order.';
comment on column view.action.id is 'Id within the type, e.g. 4711.';
comment on column view.action.key is
  'Business key, e.g. customer/42; of the first fact in the log that told one. Null: none told.';
comment on column view.action.began_at is 'When its earliest fact took effect.';
comment on column view.action.accepted_at is 'When it was first accepted; null: nobody told.';
comment on column view.action.last_seen_at is 'When its latest fact took effect.';
comment on column view.action.last_begun_at is
  'When a try at a step last began; later than finished_at: it was taken up again. Null: never.';
comment on column view.action.finished_at is 'When it ended, by its latest word of it; null: it has not.';
comment on column view.action.first_position is 'Position in ledger.event of its first fact.';
comment on column view.action.last_position is 'Position of its last fact that is folded in.';
comment on column view.action.finished_position is 'Position of its latest word of its end; null: none.';
comment on column view.action.outcome is
  'How it ended: COMPLETED, FAILED, CANCELLED or COMPENSATED; null: it has not.';
comment on column view.action.components is 'Components that touched it, sorted.';
comment on column view.action.component_versions is 'What touched it, as component@version, sorted.';
