-- Open actions of which nobody told where they run may run on any component.

alter table view.action
  add column placed_position   bigint,
  add column unplaced_position bigint;

create index action_unplaced on view.action (environment, first_position)
  where (placed_position is distinct from first_position or unplaced_position is not null)
    and (outcome is null or last_begun_at > finished_at);

comment on column view.action.placed_position is
  'Position of its first fact that names a component; null: none does.';
comment on column view.action.unplaced_position is
  'Position of its first fact of a step or a message consumed that names no component; null: all do.';
