"""Django's database is asked in threads, a few of them: the loop belongs to the documents."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar

from django.db import close_old_connections

Answer = TypeVar("Answer")
_threads = ThreadPoolExecutor(3, "live")  # each may hold one of the connections that the pages have too


async def in_thread(ask: Callable[..., Answer], *about: Any, **more: Any) -> Answer:
    return await asyncio.get_running_loop().run_in_executor(_threads, partial(_asked, partial(ask, *about, **more)))


def _asked(ask: Callable[[], Answer]) -> Answer:
    close_old_connections()
    try:
        return ask()
    finally:
        close_old_connections()
