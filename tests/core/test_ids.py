from plandugnad.core.ids import new_id


def test_ids_are_of_version_seven_and_never_the_same() -> None:
    made = [new_id() for _ in range(1000)]
    assert {id.version for id in made} == {7}
    assert {id.variant for id in made} == {"specified in RFC 4122"}
    assert len(set(made)) == 1000


def test_ids_sort_by_the_millisecond_they_were_made_in() -> None:
    made = [new_id() for _ in range(1000)]
    milliseconds = [id.int >> 80 for id in made]
    assert milliseconds == sorted(milliseconds)
