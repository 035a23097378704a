-- Which version of its fold made the rows of a read model. A server that folds in another way
-- rebuilds them when it starts.

create table view.fold (
  name    text    collate "C" not null,
  version integer not null,
  constraint fold_pk primary key (name)
);

comment on table view.fold is 'Which version of its fold made the rows of each read model.';
comment on column view.fold.name is 'Name of the read model, e.g. action.';
comment on column view.fold.version is 'The version that its projector had when its rows were begun.';
