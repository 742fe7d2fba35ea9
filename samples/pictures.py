"""Makes the pictures of the README: ``python samples/pictures.py``, after a change to what is seen.

They show the sample rounds. LibreOffice, poppler and Chromium must be on the PATH.
"""

import io
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image, ImageChops
from pypdf import PdfReader
from rich.console import Console

from parindex.reports.console import print_result
from parindex.reports.documents import read_result

REPOSITORY = Path(__file__).parents[1]
PICTURES = REPOSITORY / "docs" / "pictures"
_ROUND = Path("samples") / "round-2025"
_CONSOLE = """<meta charset="utf-8"><body style="background: #202428; color: #e8e8e8">
<pre style="font: 15px/1.17 'DejaVu Sans Mono', monospace; margin: 12px">{code}</pre></body>"""
_COLOURS = 64
_BORDER = 12


def main() -> None:
    """Write every picture."""
    PICTURES.mkdir(exist_ok=True)
    with TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(REPOSITORY / "criteria", folder / "criteria")
        shutil.copytree(REPOSITORY / _ROUND, folder / _ROUND)
        _parindex(folder, "score", _ROUND, "--quiet", "--fail-on", "never")
        _parindex(folder, "report", _ROUND, "--only", "annual", "--only", "page", "--only", "SO06")
        report = folder / _ROUND / "results" / "report"
        annual = report / "annual.pdf"
        _save("form", _form(REPOSITORY / "samples" / "tutorial" / "sent" / "XA03.xlsx", folder))
        _save("ranking", _ranking(folder / _ROUND / "results" / "results.json", folder))
        _save("annual", _pdf_page(annual, _page_of(annual, "3.1. Bảng xếp hạng"), 72))
        _save("scorecard", _pdf_page(report / "scorecards" / "SO06.pdf", 1, 72))
        _save("page", _seen(report / "index.html", folder, 1200, 780))


def _parindex(folder: Path, *arguments: object) -> None:
    command = [sys.executable, "-m", "parindex", *map(str, arguments)]
    env = os.environ | {"PYTHONPATH": str(REPOSITORY), "PARINDEX_LANG": "vi"}
    subprocess.run(command, cwd=folder, env=env, check=True, capture_output=True)


def _form(workbook: Path, folder: Path) -> Image.Image:
    """Return the first page of a form as it is printed."""
    command = ["soffice", "--headless", f"-env:UserInstallation={(folder / 'office').as_uri()}"]
    command += ["--convert-to", "pdf", "--outdir", str(folder), str(workbook)]
    subprocess.run(command, check=True, capture_output=True)
    page = _pdf_page(folder / f"{workbook.stem}.pdf", 1, 110)
    return page.crop((0, 0, page.width, page.height * 2 // 3))


def _ranking(results: Path, folder: Path) -> Image.Image:
    """Return the ranking of the first block as the console shows it."""
    result = read_result(results)
    console = Console(record=True, width=94, file=io.StringIO(), emoji=False)
    print_result(console, replace(result, blocks=result.blocks[:1]), "vi")
    file = folder / "ranking.html"
    file.write_text(console.export_html(code_format=_CONSOLE, inline_styles=True), "utf-8")
    return _seen(file, folder, 900, 600)


def _page_of(document: Path, heading: str) -> int:
    """Return the last page (from 1) on which a heading stands; the first is the contents."""
    pages = enumerate(PdfReader(document).pages, start=1)
    return [number for number, page in pages if heading in page.extract_text()][-1]


def _pdf_page(document: Path, number: int, resolution: int) -> Image.Image:
    command = ["pdftoppm", "-png", "-r", str(resolution), "-f", str(number), "-l", str(number)]
    done = subprocess.run([*command, str(document)], check=True, capture_output=True)
    return Image.open(io.BytesIO(done.stdout))


def _seen(file: Path, folder: Path, width: int, height: int) -> Image.Image:
    """Return a page as a browser shows it."""
    picture = folder / "seen.png"
    command = ["chromium", "--headless", "--no-sandbox", "--hide-scrollbars", "--disable-gpu"]
    command += [f"--screenshot={picture}", f"--window-size={width},{height}", file.as_uri()]
    subprocess.run(command, check=True, capture_output=True)
    return Image.open(io.BytesIO(picture.read_bytes()))


def _save(name: str, picture: Image.Image) -> None:
    """Store a picture in few colours, without most of the empty paper around it."""
    whole = picture.convert("RGB")
    paper = Image.new("RGB", whole.size, whole.getpixel((0, 0)))
    box = ImageChops.difference(whole, paper).getbbox() or (0, 0, *whole.size)
    left, top, right, bottom = box
    kept = whole.crop(
        (
            max(left - _BORDER, 0),
            max(top - _BORDER, 0),
            min(right + _BORDER, whole.width),
            min(bottom + _BORDER, whole.height),
        )
    )
    few = kept.quantize(_COLOURS, dither=Image.Dither.NONE)
    few.save(PICTURES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
