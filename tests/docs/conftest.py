"""Lets the tests of the pages import the scripts that write them."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2] / "samples"))
