"""The bundled round: it reads, and its forms are those that its generator writes."""

import importlib.util
import sys
from collections import Counter
from io import BytesIO
from pathlib import Path
from types import ModuleType

import pytest
from openpyxl import Workbook, load_workbook

from parindex.evaluation.files import assess_file
from parindex.evaluation.plan import make_plan
from parindex.model.surveyed import Why
from parindex.sources.questionnaire import read_questionnaire
from parindex.sources.round import read_round
from parindex.sources.surveys import count_answers

SAMPLES = Path(__file__).parents[2] / "samples"
ROUND = SAMPLES / "round-2025"


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    """Return ``samples/generate.py``."""
    spec = importlib.util.spec_from_file_location("samples_generate", SAMPLES / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    sys.path.append(str(SAMPLES))  # it imports others that stand beside it
    spec.loader.exec_module(module)
    return module


def test_the_sample_round_reads_without_a_finding() -> None:
    folder, findings = read_round(ROUND)
    assert folder is not None
    assert not findings
    forms, others = folder.submissions()
    assert len(forms) == len(folder.round.units) == 60  # XA15 sent nothing, XA12 two files
    assert not others


def test_each_mistake_of_the_sample_is_found() -> None:
    folder, _ = read_round(ROUND)
    assert folder is not None
    plan = make_plan(folder.round)
    expected = {
        "SO03": {"SUB033", "SUB044"},
        "SO05": {"SUB030"},
        "SO07": {"SUB037"},
        "SO08": {"SUB038"},
        "SO11": {"SUB035", "SUB036"},
        "SO14": {"SUB032"},
        "XA04": {"SUB022"},
        "XA06": {"SUB015"},
        "XA09": {"SUB011"},
        "XA17": {"SUB031", "SUB033"},
        "XA18": {"SUB033"},
        "XA22": {"SUB003"},
        "XA27": {"EVI001"},
    }
    for code, codes in expected.items():
        found = assess_file(plan, str(ROUND / "submissions" / f"{code}.xlsx")).findings
        assert codes <= {finding.code for finding in found}, code
    good = assess_file(plan, str(ROUND / "submissions" / "SO01.xlsx")).findings
    assert {finding.code for finding in good if finding.severity == "error"} == set()


def cells(book: Workbook) -> dict[str, dict[str, object]]:
    """Return every cell that holds something, by sheet."""
    return {
        sheet.title: {
            cell.coordinate: cell.value
            for line in sheet.iter_rows()
            for cell in line
            if cell.value is not None
        }
        for sheet in book.worksheets
    }


@pytest.mark.parametrize("code", ["XA04"])
def test_the_generator_writes_the_forms_that_are_here(generate: ModuleType, code: str) -> None:
    folder, _ = read_round(ROUND)
    assert folder is not None
    number, unit = next(pair for pair in enumerate(folder.round.units) if pair[1].code == code)
    files = generate.submissions(folder, unit, number)
    assert len(files) == 1
    for name, data in files.items():
        committed = load_workbook(ROUND / "submissions" / name)
        assert cells(load_workbook(BytesIO(data))) == cells(committed)


def test_the_sample_survey_is_counted_whole(generate: ModuleType) -> None:
    folder, _ = read_round(ROUND)
    assert folder is not None
    answers = ROUND / "surveys" / "answers.csv"
    assert answers.read_bytes() == generate.answers(folder.round.units, generate.SEED)
    loaded, findings = read_questionnaire(ROUND / "surveys" / "sipas.yaml")
    assert loaded is not None
    assert not findings
    files = [(answers, answers.name)]
    tally, findings = count_answers(loaded.questionnaire, folder.round.units, files)
    assert tally is not None
    assert tally.rows == 30_000
    told = Counter(finding.code for finding in findings)
    assert told == {"RND062": 1, "RND065": 1, "RND066": 4, "RND067": 4}
    assert tally.dropped[Why.UNIT] == 7
    assert tally.dropped[Why.TWICE] == 5
    few = next(n for n, unit in enumerate(folder.round.units) if unit.code == "XA31")
    named = next(n for n, unit in enumerate(folder.round.units) if unit.code == "XA07")
    assert sum(tally.unit(few).respondents.values()) == 12
    assert sum(tally.unit(named).respondents.values()) > 400
    for number in range(4):
        counted = sum(
            sum(options.values())
            for unit in range(60)
            for (question, _), strata in tally.unit(unit).answers.items()
            for options in strata.values()
            if question == number
        )
        assert counted + sum(tally.drops(number).values()) == 30_000
