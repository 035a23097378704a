-- Facts that are in the log and not in a read model, because they could not be folded. Whoever asks
-- the read model sees in the same statement what it lacks.

create table view.unfolded_fact (
  read_model  text        collate "C" not null,
  position    bigint      not null,
  environment text        collate "C",
  since       timestamptz not null default clock_timestamp(),
  constraint unfolded_fact_pk primary key (read_model, position)
);

comment on table view.unfolded_fact is
  'Dead letters: facts that could not be folded into a read model. Written in the transaction that moves the read model past them, deleted in the one that folds them after all.';
comment on column view.unfolded_fact.read_model is 'Name of the read model, e.g. action.';
comment on column view.unfolded_fact.position is 'Where the fact is in the log.';
comment on column view.unfolded_fact.environment is
  'Environment of the fact; null for none, or where it could not be told: it may then concern any.';
comment on column view.unfolded_fact.since is 'Clock of this database when it was first tried.';
