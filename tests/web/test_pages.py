import pytest
from django.test import Client

from plandugnad.core.models import SentMail
from tests.accounts.builders import make_demo_installation
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def language(client: Client) -> str:
    return client.get("/tilgjengelighet/").content.decode().split('<html lang="')[1][:2]


def test_a_visitor_chooses_a_written_form_for_this_browser(client: Client) -> None:
    assert language(client) == "nb"
    client.post("/malform/", {"language": "nn"})
    assert language(client) == "nn"


def test_marit_chooses_and_it_follows_her_to_another_browser(client: Client, cast: Cast) -> None:
    marit = cast.person("Marit")
    client.force_login(marit)
    assert language(client) == "nn"
    client.post("/malform/", {"language": "nb"})
    other = Client()
    other.force_login(marit)
    assert language(other) == "nb"


@pytest.mark.parametrize("word", ["", "de", "xx", "nb; drop table"])
def test_a_language_we_do_not_have_changes_nothing(client: Client, word: str) -> None:
    client.post("/malform/", {"language": word})
    assert language(client) == "nb"


@pytest.mark.parametrize(
    ("back", "to"),
    [
        ("/kommuner/?q=a", "/kommuner/?q=a"),
        ("https://ond.example/", "/"),
        ("//ond.example", "/"),
        ("/\\ond.example", "/"),
    ],
)
def test_one_comes_back_to_the_same_page_and_never_to_another_site(client: Client, back: str, to: str) -> None:
    assert client.post("/malform/", {"language": "nn", "next": back}).headers["Location"] == to


@pytest.mark.parametrize("address", ["/post/", "/stil/"])
def test_pages_of_the_demo_are_only_in_a_demo(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404
    make_demo_installation()
    assert client.get(address).status_code == 200


def test_the_page_of_components_is_bokmal_and_says_so_to_a_reader_of_nynorsk(client: Client) -> None:
    make_demo_installation()
    client.post("/malform/", {"language": "nn"})
    page = client.get("/stil/").content.decode()
    assert '<html lang="nn">' in page
    blocks = page.split('<main class="pd-page"')[1].split("</main>")[0]
    assert blocks.count('lang="nb"') == 6
    assert "Neste" in blocks
    assert "Hvem kan lese planen" in blocks
    assert "Kven kan lese" not in blocks


def test_mail_is_shown_with_links_that_work_and_text_that_is_only_text(client: Client) -> None:
    make_demo_installation()
    SentMail.objects.create(
        to="kari@x.example", subject="<b>Hei</b>", body="Åpne http://localhost:8000/invitasjon/abc/ <script>"
    )
    page = client.get("/post/").content.decode()
    assert 'href="http://localhost:8000/invitasjon/abc/"' in page
    assert "<b>Hei</b>" not in page
    assert "<script>\n" not in page.replace("<script>alert", "")


def test_the_menu_has_only_what_leads_somewhere(client: Client, cast: Cast) -> None:
    words = {
        "Ingrid": ["Planer", "Samarbeid", "Kalender", "Kommuner", "Folk"],
        "Kåre": ["Samarbeid", "Kalender", "Kommuner", "Folk"],
        "Guri": ["Fylket", "Kalender", "Kommuner", "Folk"],
        "Anna": ["Kommuner", "Administrasjon"],
        "Even": ["Planer", "Kalender", "Kommuner", "Folk"],
    }
    for name, expected in words.items():
        client.force_login(cast.person(name))
        menu = client.get("/meg/").context["menu"]
        assert [item.label for item in menu] == expected
        assert all(client.get(item.address).status_code == 200 for item in menu), name


def test_the_health_page_answers_without_touching_a_session(client: Client) -> None:
    answer = client.get("/helse")
    assert (answer.status_code, answer.content) == (200, b"ok")
    assert not answer.cookies
