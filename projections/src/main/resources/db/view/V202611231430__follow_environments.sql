-- What changed of an environment between two positions is found without reading all of it.

create sequence view.revision as bigint;

alter table view.progress
  add column revision bigint not null default nextval('view.revision');

comment on column view.progress.revision is
  'Another one whenever rows of positions that had been folded before are made anew: by a fact that came late, or a rebuild.';

create index environment_fact_begun
  on view.environment_fact (environment, valid_from) where sought_by is null;

create index environment_fact_ended
  on view.environment_fact (environment, valid_to)
  where sought_by is null and valid_to is not null;
