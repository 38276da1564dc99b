from collections.abc import Iterator

from asgiref.sync import async_to_sync

from plandugnad.core.streaming import StreamedFile


def test_served_either_way_each_piece_is_sent_before_the_next_is_made() -> None:
    made: list[int] = []

    def pieces() -> Iterator[bytes]:
        for number in range(3):
            made.append(number)
            yield bytes([number])

    async def first_then_rest() -> tuple[bytes, list[int], list[bytes]]:
        sent = aiter(StreamedFile(pieces()))
        first = await anext(sent)
        return first, list(made), [piece async for piece in sent]

    assert async_to_sync(first_then_rest)() == (b"\x00", [0], [b"\x01", b"\x02"])
    assert list(StreamedFile(pieces())) == [b"\x00", b"\x01", b"\x02"]
