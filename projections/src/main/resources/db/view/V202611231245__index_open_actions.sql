-- Triage looks for the newest actions that have not ended well, however many others did.

create index action_newest_open on view.action (environment, first_position desc)
  where outcome is null or outcome = 'FAILED';
