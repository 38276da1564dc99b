"""Points that say the same: looked for by a job, proposed as groups, decided by people, answered once."""
