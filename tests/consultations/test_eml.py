from datetime import datetime
from email.message import EmailMessage

import pytest

from plandugnad.consultations.reading.eml import (
    LONGEST_FILE_BYTES,
    LONGEST_PAGES,
    Mail,
    NotAMessage,
    Sender,
    Wrong,
    read_mail,
)
from plandugnad.consultations.reading.markup import text_of
from tests.consultations.mails import (
    OUTLOOK_FORWARD,
    PNG,
    a_mail,
    raw,
    sent_on_below,
    sent_on_within,
    with_attachments,
    with_page,
)

MANY = 200_000


def read(mail: EmailMessage) -> Mail:
    return read_mail(mail.as_bytes())


def test_an_ordinary_mail_is_read_with_sender_day_subject_and_words() -> None:
    mail = read(a_mail("Vi vil ikke ha vei over myra.\n\n--\nKari\nMyrveien 3\n"))
    assert mail.sender == Sender("Kari Eksempel", "kari@nabolaget.example")
    assert mail.sent_at == datetime.fromisoformat("2026-11-12T23:40:00+01:00")
    assert mail.subject == "Innspill til arealdelen"
    assert mail.text == "Vi vil ikke ha vei over myra.\n\n--\nKari\nMyrveien 3"
    assert mail.forwarded_by is None


def test_plain_text_is_taken_before_the_page_that_says_the_same() -> None:
    assert read(with_page("<p>På <b>nett</b></p>", "I tekst\n")).text == "I tekst"


def test_a_page_is_read_as_words_with_where_its_links_lead() -> None:
    page = """<html><head><title>x</title><style>p {color: red}</style></head><body><p>Hei</p>
    <script>alert("1")</script><ul><li>Badeplassen</li><li>Veien</li></ul>
    <p>Se <a href="https://kart.example/1">kartet</a> og <a href="javascript:alert(1)">dette</a>.<br>Hilsen&nbsp;Kari
    </p></body></html>"""
    assert read(with_page(page)).text == (
        "Hei\n\n- Badeplassen\n- Veien\n\nSe kartet (https://kart.example/1) og dette.\nHilsen Kari"
    )


def test_attachments_come_along_and_pictures_without_a_name_do_not() -> None:
    mail = read(with_attachments())
    assert [(each.name, each.content[:4]) for each in mail.attachments] == [
        ("kart over badeplassen.pdf", b"%PDF"),
        ("bilde.png", PNG[:4]),
    ]
    assert mail.images_left_out == 1


@pytest.mark.parametrize(
    ("given", "kept"),
    [("../../etc/passwd", "passwd"), ("C:\\temp\\kart.pdf", "kart.pdf"), ("kart\u202efdp.exe", "kartfdp.exe")],
)
def test_the_name_of_an_attachment_leads_nowhere(given: str, kept: str) -> None:
    mail = a_mail()
    mail.add_attachment(b"x", maintype="application", subtype="octet-stream", filename=given)
    assert [each.name for each in read(mail).attachments] == [kept]


def test_two_attachments_of_one_name_are_told_apart() -> None:
    mail = a_mail()
    for content in (b"1", b"2"):
        mail.add_attachment(content, maintype="application", subtype="pdf", filename="Kart.pdf")
    assert [each.name for each in read(mail).attachments] == ["Kart.pdf", "Kart (2).pdf"]


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "us-ascii", "windows-1252", "x-ukjent", ""])
@pytest.mark.parametrize("written", ["utf-8", "cp1252"])
def test_letters_are_right_whatever_the_file_says_of_them(charset: str, written: str) -> None:
    told = f"Content-Type: text/plain; charset={charset}" if charset else "Content-Type: text/plain"
    body = "Blåbærtur på Ørnes – «nei» til hytter\r\n".encode(written)
    mail = read_mail(raw("From: kari@eksempel.no", told, "Content-Transfer-Encoding: 8bit", body=body))
    assert mail.text == "Blåbærtur på Ørnes – «nei» til hytter"


@pytest.mark.parametrize(
    "line",
    [
        "From: =?utf-8?Q?=C3=98ystein_=C3=85s?= <o@eksempel.no>",
        "From: =?iso-8859-1?Q?=D8ystein_=C5s?= <o@eksempel.no>",
        'From: "=?utf-8?B?w5h5c3RlaW4gw4Vz?=" <o@eksempel.no>',
        "From: Øystein Ås <o@eksempel.no>",
        "From: Øystein Ås <o@eksempel.no>".encode().decode("latin-1"),
    ],
)
def test_a_name_is_read_however_its_letters_are_written(line: str) -> None:
    assert read_mail(raw(line)).sender == Sender("Øystein Ås", "o@eksempel.no")


def test_a_file_name_in_parts_and_percent_signs_is_one_name() -> None:
    body = (
        b'--a\r\nContent-Type: text/plain\r\n\r\nHei\r\n--a\r\nContent-Type: application/pdf; name="x"\r\n'
        b"Content-Disposition: attachment; filename*0*=utf-8''bl%C3%A5b%C3%A6r; filename*1*=-kart.pdf\r\n\r\nx\r\n--a--"
    )
    mail = read_mail(raw("From: k@eksempel.no", 'Content-Type: multipart/mixed; boundary="a"', body=body))
    assert [each.name for each in mail.attachments] == ["blåbær-kart.pdf"]
    assert mail.text == "Hei"


def test_lines_that_flow_are_put_together_again() -> None:
    body = b"Vi vil ikke ha \r\nvei over myra.\r\n-- \r\nKari\r\n"
    mail = read_mail(raw("From: k@eksempel.no", "Content-Type: text/plain; format=flowed", body=body))
    assert mail.text == "Vi vil ikke ha vei over myra.\n--\nKari"


@pytest.mark.parametrize("written", ["", "i går", "Thu, 99 Nov 2026 99:99:99 +9999", "Mon, 1 Jan 1900 00:00:00 +1400"])
def test_a_mail_with_no_day_that_can_be_right_has_none(written: str) -> None:
    assert read_mail(raw("From: k@eksempel.no", f"Date: {written}")).sent_at is None


def test_a_mail_without_a_date_came_when_the_last_server_says() -> None:
    mail = read_mail(raw("Received: from a by b; Thu, 12 Nov 2026 08:00:00 +0100", "From: k@eksempel.no"))
    assert mail.sent_at == datetime.fromisoformat("2026-11-12T08:00:00+01:00")


def test_what_was_sent_on_as_an_attachment_is_said_by_the_first() -> None:
    mail = read(sent_on_within())
    assert mail.sender.name == "Ola Eksempel"
    assert mail.forwarded_by == Sender("Tore Eksempel", "tore@fjordvik.example")
    assert mail.text == "Badeplassen må få bli."


def test_what_was_sent_on_in_the_text_is_said_by_the_first() -> None:
    mail = read(sent_on_below())
    assert mail.sender == Sender("Ola Eksempel", "ola@eksempel.example")
    assert mail.forwarded_by == Sender("Tore Eksempel", "tore@fjordvik.example")
    assert mail.text == "Badeplassen må få bli.\n\nHilsen Ola"
    assert mail.sent_at is None


def test_an_answer_with_the_question_below_is_said_by_the_one_who_answers() -> None:
    mail = read(a_mail(OUTLOOK_FORWARD, Subject="SV: Varsel"))
    assert mail.sender.name == "Kari Eksempel"
    assert mail.text.startswith("Denne kom til meg.")


def test_an_email_that_is_attached_to_words_of_ones_own_is_an_attachment() -> None:
    mail = a_mail("Se hva kommunen svarte oss.\n")
    mail.add_attachment(a_mail("Avslag.\n", Subject="Svar på søknad"))
    found = read(mail)
    assert found.text == "Se hva kommunen svarte oss."
    assert [each.name for each in found.attachments] == ["Svar på søknad.eml"]
    assert read_mail(found.attachments[0].content).text == "Avslag."


def test_the_same_mail_saved_twice_has_one_digest_and_another_has_another() -> None:
    first, again = read(a_mail()), read(a_mail("Lagret på nytt.\n"))
    assert first.digest == again.digest
    assert read(a_mail(Message_ID="<2@nabolaget.example>")).digest != first.digest
    nameless = [read(a_mail(text, Message_ID="")).digest for text in ("a\n", "a\n", "b\n")]
    assert nameless[0] == nameless[1] != nameless[2]


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        (b"", Wrong.EMPTY),
        (b" \r\n\r\n", Wrong.EMPTY),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100, Wrong.OUTLOOK),
        (b"PK\x03\x04", Wrong.ZIP),
        (b"%PDF-1.7\n1 0 obj", Wrong.NOT_MAIL),
        (b"Dette er et notat.\n\nHei.", Wrong.NOT_MAIL),
        (b"From: a@b.no\r\nContent-Type: text/plain; " + b"a=b; " * 4000 + b"\r\n\r\nHei", Wrong.NOT_MAIL),
        (b"From: a@b.no\r\n\r\n" + b"x" * LONGEST_FILE_BYTES, Wrong.TOO_LARGE),
    ],
)
def test_what_is_no_email_is_refused_with_the_reason(content: bytes, wrong: Wrong) -> None:
    with pytest.raises(NotAMessage) as refused:
        read_mail(content)
    assert refused.value.wrong is wrong


def nested(depth: int) -> bytes:
    inside = b"Content-Type: text/plain\r\n\r\nHei\r\n"
    for number in range(depth):
        head = b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n' % number
        inside = head + b"--b%d\r\n" % number + inside + b"\r\n--b%d--\r\n" % number
    return b"From: k@eksempel.no\r\n" + inside


def test_parts_within_parts_are_read_to_a_depth_nobody_needs_and_no_further() -> None:
    assert read_mail(nested(10)).text == "Hei"
    for depth in (30, 400):
        with pytest.raises(NotAMessage) as refused:
            read_mail(nested(depth))
        assert refused.value.wrong is Wrong.TOO_MANY_PARTS


def test_a_mail_of_more_parts_than_anybody_sends_is_refused() -> None:
    parts = b"--a\r\nContent-Type: image/png\r\n\r\nx\r\n" * 400
    with pytest.raises(NotAMessage):
        read_mail(b'From: k@eksempel.no\r\nContent-Type: multipart/mixed; boundary="a"\r\n\r\n' + parts + b"--a--")


@pytest.mark.parametrize("name", ["winmail.dat", "ATT00001.bin"])
def test_attachments_packed_by_outlook_are_told_of(name: str) -> None:
    mail = with_attachments()
    assert not read_mail(mail.as_bytes()).is_packed_by_outlook
    mail.add_attachment(b"\x78\x9f\x3e\x22 innhold", maintype="application", subtype="ms-tnef", filename=name)
    assert read_mail(mail.as_bytes()).is_packed_by_outlook
    outer = a_mail("Til saken.\n", From="Tore Eksempel <tore@fjordvik.example>", Subject="VS: Innspill")
    outer.add_attachment(mail)
    assert read_mail(outer.as_bytes()).is_packed_by_outlook


def test_a_mail_whose_end_is_gone_is_read_and_says_so() -> None:
    whole = with_attachments().as_bytes()
    assert not read_mail(whole).may_be_cut
    assert read_mail(whole[: len(whole) // 2]).may_be_cut


def test_signs_that_cannot_be_seen_are_not_taken_along() -> None:
    body = "Nei\u202e til\x00 vei\r\n\r\n\r\n\r\nHei"
    assert read_mail(raw("From: k@eksempel.no", body=body.encode())).text == "Nei til vei\n\nHei"


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<a>" * MANY + "Nei" + "</a>" * MANY, "Nei"),
        ("<a href=https://a.example>Se" * MANY, " (https://a.example)".join(["Se"] * MANY)),
        ("<svg>" * MANY + "</object>" * MANY + "skjult</svg>Nei", "Nei"),
        ("<svg><object>" * (MANY // 4) + "skjult</svg>Nei" + "</object>" * (MANY // 4), "Nei"),
        ("Nei" + "<!--" * MANY, "Nei"),
        ("Nei" + "<a <a" * MANY, "Nei"),
    ],
)
def test_a_page_made_to_be_slow_is_read_as_any_other(page: str, text: str) -> None:
    assert text_of(page) == text


def test_a_link_ends_where_the_next_one_begins() -> None:
    page = '<a href="https://a.example">Kart<a href="https://b.example">Plan</a> og mer</a>'
    assert text_of(page) == "Kart (https://a.example)Plan (https://b.example) og mer"


def test_pages_are_read_to_a_length_they_have_together_and_the_rest_is_told() -> None:
    page = "<p>" + "Nei. " * (LONGEST_PAGES // 10) + "</p>"
    mail = with_page(page)
    assert not read(mail).is_text_cut
    mail.make_mixed()
    for _ in range(2):
        mail.attach(part_of(page))
    assert read(mail).is_text_cut
    assert read(mail).text.count("Nei.") < LONGEST_PAGES // 5
    assert not read(with_page(page * 3, "I tekst\n")).is_text_cut


def part_of(page: str) -> EmailMessage:
    part = EmailMessage()
    part.set_content(page, subtype="html")
    return part


def test_a_page_with_a_plain_footer_after_it_keeps_both_in_order() -> None:
    """As mailing lists and some gateways send them on: parts beside each other, not instead of each other."""
    mail = with_page("<p>Vi vil ikke ha vei over myra.</p>")
    mail.make_mixed()
    footer = EmailMessage()
    footer.set_content("Sendt fra grendelista\n")
    mail.attach(footer)
    assert read(mail).text.split("\n\n") == ["Vi vil ikke ha vei over myra.", "Sendt fra grendelista"]


def test_what_is_said_as_a_page_only_within_a_choice_is_said_beside_plain_text_too() -> None:
    mail = a_mail("Hei!\n")
    mail.make_mixed()
    choice = EmailMessage()
    choice.set_content("<p>Badeplassen må bli.</p>", subtype="html")
    choice.make_alternative()
    mail.attach(choice)
    assert read(mail).text.split("\n\n") == ["Hei!", "Badeplassen må bli."]


def test_when_it_came_in_is_when_it_was_received_and_not_what_its_sender_says() -> None:
    received = "from a.example by post.fjordvik.example; Fri, 13 Nov 2026 08:01:00 +0100"
    mail = read(a_mail(Date="Mon, 1 Jan 2035 12:00:00 +0100", Received=received))
    assert mail.sent_at is not None
    assert mail.sent_at.isoformat() == "2026-11-13T08:01:00+01:00"
