"""Listens to what all features tell of."""

from plandugnad.notices.writing import note_activity
from plandugnad.projections.activity import listen

listen(note_activity)
