"""In the suite a few examples of each, the same every time; `make fuzz MINUTES=30` makes new ones for that long."""

import os

from hypothesis import HealthCheck, settings

_COMMON = settings(deadline=None, suppress_health_check=list(HealthCheck), print_blob=True)
SUITE = settings(_COMMON, max_examples=60, derandomize=True, database=None)
LONG = settings(_COMMON, max_examples=400)
PROFILE = LONG if os.environ.get("FUZZ") == "long" else SUITE
