-- An instance that fell silent long ago has not ended for that.

alter table view.environment_fact
  add column left_as text collate "C";

create index environment_fact_left_behind
  on view.environment_fact (environment, left_as, fades_at)
  where left_as is not null and valid_to is null;

comment on column view.environment_fact.left_as is
  'What the state has in common with others of which the one that fades last is read even after that, 36 characters; null: after that it is not read.';
