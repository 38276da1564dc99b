"""Listens to what all features tell of."""

from plandugnad.notices.writing import note_activity, note_asks
from plandugnad.projections.activity import listen
from plandugnad.projections.filling import listen_to_asks

listen(note_activity)
listen_to_asks(note_asks)
