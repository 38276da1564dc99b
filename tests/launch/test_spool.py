"""Where what somebody sends lies while it is read."""

import io
import os
import threading
from pathlib import Path

import pytest

from plandugnad.launch.pages import Body


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="only Linux tells where an open file lies")
def test_a_large_upload_waits_on_the_disk_of_the_data_and_not_in_tmp(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLANDUGNAD_DATA", str(tmp_path))
    gate = threading.Lock()
    with gate:
        body = Body(io.BytesIO(b"x" * (2 * 1024**2)), gate)
        assert body.read(1) == b"x"
        assert body._fetched is not None
        lies_at = os.readlink(f"/proc/self/fd/{body._fetched.fileno()}")
        assert lies_at.startswith(f"{tmp_path}/")
        body.close()
    assert list(tmp_path.iterdir()) == []
