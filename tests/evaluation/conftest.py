"""Finds the script that writes the sample round."""

import sys

from tests.evaluation.made_rounds import REPOSITORY

sys.path.append(str(REPOSITORY / "samples"))
