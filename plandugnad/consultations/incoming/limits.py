"""How much e-mail is taken in at once. No imports: the settings of the body limit read this too."""

MAIL_ADDRESS = r"^/horinger/[0-9a-f-]{36}/e-post/$"
MAILS_AT_ONCE = 50
ATTACHMENTS_AT_ONCE = 20
