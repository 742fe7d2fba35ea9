"""The build hook that compiles the catalogues before hatchling collects the files of a wheel."""

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Runs before a wheel or an editable install is made."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Compile every catalogue of the package."""
        folder = Path(self.root) / "parindex" / "locale"
        runpy.run_path(str(folder / "catalogue.py"))["compile_catalogues"](folder)
