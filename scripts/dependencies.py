"""The wheel's dependencies are the list people edit, requirements/run.in; there is no second one to keep in step."""

from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface


class RequirementsHook(MetadataHookInterface):
    def update(self, metadata: dict[str, Any]) -> None:
        lines = (Path(self.root) / "requirements" / "run.in").read_text("utf-8").splitlines()
        stripped = (line.split(" #")[0].strip() for line in lines)
        metadata["dependencies"] = [line for line in stripped if line and not line.startswith(("#", "-"))]
