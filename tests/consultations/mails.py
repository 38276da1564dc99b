"""E-mails as files, as programs people use write them."""

from email.message import EmailMessage

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00"
KARI = "Kari Eksempel <kari@nabolaget.example>"
SENT = "Thu, 12 Nov 2026 23:40:00 +0100"


def a_mail(text: str = "Vi vil ikke ha vei over myra.\n", **headers: str) -> EmailMessage:
    mail = EmailMessage()
    usual = {"From": KARI, "Date": SENT, "Subject": "Innspill til arealdelen", "Message-ID": "<1@nabolaget.example>"}
    for name, value in (usual | {key.replace("_", "-"): value for key, value in headers.items()}).items():
        if value:
            mail[name] = value
    mail.set_content(text)
    return mail


def with_page(page: str, text: str = "") -> EmailMessage:
    mail = a_mail(text)
    if text:
        mail.add_alternative(page, subtype="html")
    else:
        mail.set_content(page, subtype="html")
    return mail


def with_attachments() -> EmailMessage:
    mail = a_mail()
    mail.add_attachment(b"%PDF-1.4 kart", maintype="application", subtype="pdf", filename="kart over badeplassen.pdf")
    mail.add_attachment(PNG, maintype="image", subtype="png", disposition="inline", filename="bilde.png")
    mail.add_attachment(PNG, maintype="image", subtype="png", disposition="inline", cid="<logo@eksempel>")
    return mail


def sent_on_within() -> EmailMessage:
    mail = a_mail("Til saken.\n", From="Tore Eksempel <tore@fjordvik.example>", Subject="VS: Innspill")
    inner = a_mail("Badeplassen må få bli.\n", From="Ola Eksempel <ola@eksempel.example>", Subject="Innspill")
    mail.add_attachment(inner)
    return mail


OUTLOOK_FORWARD = """\
Denne kom til meg.

Fra: Ola Eksempel <ola@eksempel.example>
Sendt: torsdag 12. november 2026 10:12
Til: Tore Eksempel <tore@fjordvik.example>
Emne: Innspill

Badeplassen må få bli.

Hilsen Ola
"""


def sent_on_below() -> EmailMessage:
    return a_mail(OUTLOOK_FORWARD, From="Tore Eksempel <tore@fjordvik.example>", Subject="VS: Innspill")


def raw(*lines: str, body: bytes = b"Hei.\r\n") -> bytes:
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body
