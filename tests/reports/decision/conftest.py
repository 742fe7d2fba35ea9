"""Finds the script that writes the template."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[3] / "samples"))
