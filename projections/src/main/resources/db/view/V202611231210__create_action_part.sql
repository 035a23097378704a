-- What each component has had to do with an action: enough to count what is in flight on a version.

create table view.action_part (
  environment    text        collate "C" not null,
  type           text        collate "C" not null,
  id             text        collate "C" not null,
  component      text        collate "C" not null,
  begun_at       timestamptz not null,
  begun_position bigint      not null,
  begun_on       text        collate "C",
  last_at        timestamptz not null,
  last_position  bigint      not null,
  last_on        text        collate "C",
  step_at        timestamptz,
  step_position  bigint,
  step           text        collate "C",
  step_done      boolean,
  open           boolean     not null default true,
  action_first   bigint      not null default 0,
  action_last    bigint      not null default 0,
  constraint action_part_pk primary key (environment, type, id, component),
  constraint action_part_step_together
    check (num_nulls(step_at, step_position, step, step_done) in (0, 4))
) with (fillfactor = 80);

create index action_part_open on view.action_part
  (environment, component, action_first) include (begun_on, last_on, type, step, step_done, action_last)
  where open;
create index action_part_changed on view.action_part (environment, component, action_last);

comment on table view.action_part is
  'One row per action and component that touched it. Every column is a join of the facts of the action, or a copy of its row in view.action.';
comment on column view.action_part.environment is 'The environment, e.g. production; - for none.';
comment on column view.action_part.type is 'Type of the action, e.g. order.';
comment on column view.action_part.id is 'Id within the type, e.g. 4711.';
comment on column view.action_part.component is 'Name of the component.';
comment on column view.action_part.begun_at is 'When its earliest fact there took effect.';
comment on column view.action_part.begun_position is 'Position in ledger.event of that fact.';
comment on column view.action_part.begun_on is 'Version that the fact names; null: none.';
comment on column view.action_part.last_at is 'When its latest fact there took effect.';
comment on column view.action_part.last_position is 'Position of that fact.';
comment on column view.action_part.last_on is 'Version that the fact names; null: none.';
comment on column view.action_part.step_at is 'When the latest start or end of a step there took effect; null: none.';
comment on column view.action_part.step_position is 'Position of that fact.';
comment on column view.action_part.step is 'Name of that step.';
comment on column view.action_part.step_done is 'Whether that fact is an end that succeeded.';
comment on column view.action_part.open is 'Whether the action has not ended, or was taken up again.';
comment on column view.action_part.action_first is 'Position of the first fact of the action.';
comment on column view.action_part.action_last is 'Position of the last fact of the action that is folded in.';

create table view.step_run (
  environment    text   collate "C" not null,
  type           text   collate "C" not null,
  component      text   collate "C" not null,
  version        text   collate "C" not null,
  step           text   collate "C" not null,
  first_position bigint not null,
  constraint step_run_pk primary key (environment, component, type, version, step)
);

comment on table view.step_run is 'Steps that a version of a component has been seen to run, by type of action.';
comment on column view.step_run.environment is 'The environment, e.g. production; - for none.';
comment on column view.step_run.type is 'Type of the action, e.g. order.';
comment on column view.step_run.component is 'Name of the component.';
comment on column view.step_run.version is 'Its version.';
comment on column view.step_run.step is 'Name of the step.';
comment on column view.step_run.first_position is 'Position in ledger.event of the first fact that shows it.';
