"""What is told to many is made once, and comes to each whole and in order however slowly she reads."""

import asyncio
from collections.abc import Mapping
from typing import Any, cast

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from websockets.frames import Frame, Opcode

from plandugnad.worksheets.live.peer import Peer
from plandugnad.worksheets.live.protocol import framed


@given(st.binary(max_size=300) | st.text(max_size=100))
def test_a_frame_is_as_the_websocket_standard_has_it(said: bytes | str) -> None:
    assert framed(said) == as_a_library_makes_it(said)


@pytest.mark.parametrize("size", [0, 125, 126, 65_535, 65_536, 1_000_000])
def test_a_frame_of_any_size_is_as_the_standard_has_it(size: int) -> None:
    assert framed(bytes(size)) == as_a_library_makes_it(bytes(size))


@given(st.lists(st.tuples(st.booleans(), st.booleans()), max_size=30))
@example([(False, False), (True, False), (True, True)])
def test_what_is_told_comes_in_order_however_often_the_reader_is_behind(moments: list[tuple[bool, bool]]) -> None:
    """Each moment something is said: may it be written at once, and does the loop come round after it?"""
    arrived = asyncio.run(told(moments))

    assert arrived == [framed(str(number)) for number in range(len(moments))]


async def told(moments: list[tuple[bool, bool]]) -> list[bytes]:
    arrived: list[bytes] = []
    may_write = iter([may for may, _comes_round in moments])

    def write(frame: bytes) -> bool:
        is_written = next(may_write)
        if is_written:
            arrived.append(frame)
        return is_written

    async def send(message: Mapping[str, Any]) -> None:
        await asyncio.sleep(0)
        arrived.append(framed(message["text"]))

    peer = Peer(cast(Any, None), cast(Any, None), None, send, write)
    talking = asyncio.ensure_future(peer.talk())
    for number, (_may, comes_round) in enumerate(moments):
        peer.say(str(number))
        if comes_round:
            await asyncio.sleep(0)
    for _ in moments * 3:
        await asyncio.sleep(0)
    talking.cancel()
    return arrived


def as_a_library_makes_it(said: bytes | str) -> bytes:
    frame = Frame(Opcode.TEXT, said.encode()) if isinstance(said, str) else Frame(Opcode.BINARY, said)
    return frame.serialize(mask=False)
