"""report/report.yaml: read strictly, its picture and colour looked at before anything is made."""

from pathlib import Path

import pytest

from parindex.model.imprint import Imprint
from parindex.reports.template import OURS
from parindex.sources.imprint import contrast_on_white, read_imprint

LOGO = "parindex: 1\nlogo: { file: "
PNG = b"\x89PNG\r\n\x1a\n"


def stated(path: Path, text: str, **files: bytes) -> tuple[Imprint | None, list[str]]:
    (path / "report").mkdir()
    (path / "report" / "report.yaml").write_text(text, encoding="utf-8")
    for name, data in files.items():
        (path / "report" / name.replace("_", ".")).write_bytes(data)
    imprint, findings = read_imprint(path)
    return imprint, [f"{f.code} {f.place.line}:{f.place.column}" for f in findings]


def test_a_round_need_not_state_anything(tmp_path: Path) -> None:
    assert read_imprint(tmp_path) == (Imprint(parindex=1), [])


def test_the_example_states_every_key_and_each_is_right(tmp_path: Path) -> None:
    lines = (OURS / "report.yaml").read_text(encoding="utf-8").splitlines()
    text = "\n".join(line.removeprefix("# ") for line in lines[2:])
    imprint, findings = stated(tmp_path, text, logo_png=PNG)
    assert findings == []
    assert imprint is not None
    for part in (imprint, imprint.paragraphs, imprint.decision, *imprint.signatories):
        assert part.model_fields_set == set(type(part).model_fields)


@pytest.mark.parametrize(
    ("text", "files", "told"),
    [
        ("parindex: 1\ntitel: { vi: A }\n", {}, ["CRI011 2:1"]),
        ("parindex: 1\ncolours: { accent: red }\n", {}, ["CRI012 2:12"]),
        ("parindex: 1\ncolours: { accent: '#FFC000' }\n", {}, ["RPT032 2:12"]),
        ("parindex: 1\nlogo: { file: a.png, text: { vi: A } }\n", {}, ["RPT031 2:9"]),
        (
            "parindex: 1\nlogo: { file: a.gif, text: { vi: A } }\n",
            {"a_gif": b"GIF"},
            ["RPT031 2:9"],
        ),
        (
            "parindex: 1\nlogo: { file: a.png, text: { vi: A } }\n",
            {"a_png": bytes(2_000_001)},
            ["RPT031 2:9"],
        ),
        (f"{LOGO}a.png, text: {{ vi: A }} }}\n", {"a_png": b"GIF89a"}, ["RPT031 2:9"]),
        (f"{LOGO}a.svg, text: {{ vi: A }} }}\n", {"a_svg": b"<svg><g></svg>"}, ["RPT031 2:9"]),
        (f"{LOGO}a.svg, text: {{ vi: A }} }}\n", {"a_svg": b"<svg/>"}, []),
        ("parindex: 1\nlogo: { file: a.png }\n", {}, ["CRI010 2:1"]),
    ],
)
def test_what_is_wrong_is_told_by_its_place(
    tmp_path: Path, text: str, files: dict[str, bytes], told: list[str]
) -> None:
    assert stated(tmp_path, text, **files)[1] == told


def test_contrast_is_that_of_wcag() -> None:
    """Black on white is 21 to 1; #767676 is known as the lightest grey of 4.5 to 1."""
    assert contrast_on_white("#000000") == pytest.approx(21)
    assert contrast_on_white("#FFFFFF") == pytest.approx(1)
    assert contrast_on_white("#767676") == pytest.approx(4.54, abs=0.005)
