"""How much the archive takes. No imports: the settings of the body limit read this too."""

UPLOAD_LIMIT_BYTES = 100 * 1024**2
# Addresses that take a whole file; everywhere else the ordinary limit holds.
UPLOAD_ADDRESS = r"^/arkiv/(?:rom|fil)/[0-9a-f-]{36}/last-opp/$"
FILES_AT_ONCE = 50
LONGEST_NAME = 200
DEEPEST_FOLDER = 12
FOLDERS_IN_ROOM = 2_000
