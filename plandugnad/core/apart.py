"""What a process of its own, which reads what others have sent us, is started with."""

import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[2]


def surroundings(**more: str) -> dict[str, str]:
    """What Python needs to start and find us; nothing of the passwords and keys our own process carries."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TMPDIR", "LANG") if name in os.environ}
    others = os.environ.get("PYTHONPATH", "")
    return kept | {
        "PYTHONPATH": os.pathsep.join(filter(None, (str(_PACKAGE), others))),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONIOENCODING": "utf-8",
        "OPENBLAS_NUM_THREADS": "1",
        **more,
    }
