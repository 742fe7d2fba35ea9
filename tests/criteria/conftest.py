"""Lets the tests of the library import the scripts that make its sample rounds."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2] / "samples"))
