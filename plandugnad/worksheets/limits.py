"""Read before there are any tables: see `config.limits`."""

CHANGES_ADDRESS = r"^/arbeidsark/dokument/[^/]+/endringer/$"
CHANGES_AT_MOST_BYTES = 2_000_000  # the engine says no at half of it, in words
