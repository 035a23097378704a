-- Actions that had not ended by a position of the past, by what ended since.

create index action_unplaced_ended on view.action (environment, finished_position)
  where (placed_position is distinct from first_position or unplaced_position is not null)
    and finished_position is not null;
