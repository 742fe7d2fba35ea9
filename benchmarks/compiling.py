"""Only compiles: what benchmarks/report.py measures publishing against.

    python benchmarks/compiling.py NOTED DOCUMENTS

NOTED is a pickle of the options of the fonts and of calls of the compiler; they are taken by turns
until there are so many documents, in this process, or on all cores where there are several.
"""

import os
import pickle
import sys
from concurrent.futures import ProcessPoolExecutor
from itertools import cycle, islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import typst

Call = tuple[str, dict[str, Any]]
_loaded: dict[str, Any] = {}


def main() -> None:
    """Compile all, and keep nothing."""
    fonts, calls = pickle.loads(Path(sys.argv[1]).read_bytes())  # noqa: S301 - written by report.py
    documents = int(sys.argv[2])
    if documents == 1:
        load_fonts(fonts)
        compile_one(calls[0])
        return
    os.environ["RAYON_NUM_THREADS"] = "1"
    cores = os.cpu_count() or 1
    with ProcessPoolExecutor(cores, get_context("spawn"), load_fonts, (fonts,)) as pool:
        for _ in pool.map(compile_one, islice(cycle(calls), documents), chunksize=8):
            pass


def load_fonts(options: dict[str, Any]) -> None:
    """Load the fonts for all that this process compiles."""
    _loaded["fonts"] = typst.Fonts(**options)


def compile_one(call: Call) -> int:
    """Compile a document and return its size."""
    source, options = call
    pdf: Any = typst.compile_with_warnings(source, font_paths=_loaded["fonts"], **options)[0]
    return len(pdf)


if __name__ == "__main__":
    main()
