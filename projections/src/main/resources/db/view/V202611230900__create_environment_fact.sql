-- What is known of environments. Rows are versions of states: nothing is lost when a state changes,
-- so that an environment can be read as of any position.

create table view.environment_fact (
  environment text        collate "C" not null,
  kind        text        collate "C" not null,
  key         text        collate "C" not null,
  valid_from  bigint      not null,
  valid_to    bigint,
  fades_at    timestamptz not null,
  sought_by   text        collate "C",
  state       bytea       not null,
  constraint environment_fact_pk primary key (environment, kind, key, valid_from),
  constraint environment_fact_validity_not_empty check (valid_to > valid_from)
);

create unique index environment_fact_current_key
  on view.environment_fact (environment, kind, key) where valid_to is null;

create index environment_fact_current
  on view.environment_fact (environment, fades_at) where valid_to is null and sought_by is null;

create index environment_fact_past
  on view.environment_fact using gist (int8range(valid_from, valid_to)) where valid_to is not null;

create index environment_fact_sought
  on view.environment_fact (environment, sought_by) where sought_by is not null;

create index environment_fact_environment
  on view.environment_fact (environment) where kind = 'environment';

comment on table view.environment_fact is
  'States of an environment: small joins of the facts about one thing each, with the range of positions in which they held.';
comment on column view.environment_fact.environment is 'The environment, e.g. production.';
comment on column view.environment_fact.kind is
  'What the state is about, e.g. instance, queue, migration; says the form of state.';
comment on column view.environment_fact.key is
  'JSON array of the names that tell it from others of its kind, e.g. ["order-worker","order-worker-17"].';
comment on column view.environment_fact.valid_from is
  'Position in ledger.event of the fact that made the state.';
comment on column view.environment_fact.valid_to is
  'Position of the fact that changed it, exclusive; null while it holds.';
comment on column view.environment_fact.fades_at is
  'From this instant on the state is no longer read with its environment; infinity: never.';
comment on column view.environment_fact.sought_by is
  'What the state is read by instead of with its environment, e.g. action order/4711; null: with its environment.';
comment on column view.environment_fact.state is
  'UTF-8 JSON of the state after folding all facts from position 0 to valid_from.';

create table view.progress (
  name     text   collate "C" not null,
  position bigint not null,
  constraint progress_pk primary key (name),
  constraint progress_position_not_negative check (position >= 0)
) with (fillfactor = 10);

comment on table view.progress is
  'How far each read model has folded the log; changes in the transaction of its rows.';
comment on column view.progress.name is 'Name of the read model, e.g. environment.';
comment on column view.progress.position is 'The last position of ledger.event that is folded in.';
