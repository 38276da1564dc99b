"""How much somebody may send with a statement. No imports: the settings of the body limit read this too."""

MOST_ATTACHMENTS = 10
MOST_ATTACHED_MB = 50  # of all the attachments together
MOST_ATTACHED_BYTES = MOST_ATTACHED_MB * 1024**2
# More than may be attached, so that what is too large is refused in a sentence and the text is not lost.
SENT_AT_MOST_BYTES = 120 * 1024**2
FORM_ADDRESS = r"^/horing/[0-9a-f-]{36}/uttal-deg/$"
