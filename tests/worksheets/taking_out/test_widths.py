"""How wide the columns of a table are on paper."""

from plandugnad.core.papers.pieces import Grid, widths

ROOM = 155
HEADS = ("Fase", "Steg", "Hvem", "Hva blir gjort", "Dokument og maler", "Avklaring som trengs",
         "Vanlig varighet i uker", "Steg i loven", "Når det gjøres", "Deretter")  # fmt: skip
STEP = ("Førstegangsbehandling", "Vurder om planen skal konsekvensutredes, og skriv hvorfor", "Forslagsstilleren",
        "", "", "", "", "Planprogrammet på høring", "Når saken trenger det", "")  # fmt: skip


def test_no_ordinary_word_is_broken_where_there_are_many_columns() -> None:
    grid = Grid("Løpet", HEADS, (STEP,))
    for place, width in enumerate(widths(grid, ROOM)):
        words = [word for text in (HEADS[place], STEP[place]) for word in text.split()]
        assert width >= max(len(word) for word in words) + 3, HEADS[place]


def test_columns_fill_the_paper_and_no_more() -> None:
    few, long = Grid("To", ("Hva", "Når")), Grid("Lang", ("x" * 300, "y " * 300))
    for grid in (Grid("Løpet", HEADS, (STEP,)), few, long):
        assert round(sum(widths(grid, ROOM)), 6) == ROOM


def test_a_column_of_long_texts_gives_way_first() -> None:
    texts = ("Et langt svar på hvorfor dette er vanskelig for oss " * 4, "Ja")
    wide, narrow = widths(Grid("Svar", ("Hvorfor", "Svar"), (texts,)), 30)
    assert narrow >= 7
    assert wide > narrow
