"""The Vietnamese catalogue is whole, and fits the messages in the code."""

import re
import unicodedata
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from parindex.locale import speaker
from parindex.locale.catalogue import LOCALE, marked_messages

PO = LOCALE / "vi" / "LC_MESSAGES" / "parindex.po"


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with PO.open("rb") as file:
        return read_po(file, locale="vi", abort_invalid=True)


@pytest.fixture(scope="module")
def messages() -> list[str]:
    return marked_messages()


@pytest.fixture(scope="module")
def texts(catalogue: Catalog) -> dict[str, str]:
    return {str(entry.id): str(entry.string) for entry in catalogue if entry.id}


def places_in(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def outer_space(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def test_every_message_is_translated(messages: list[str], texts: dict[str, str]) -> None:
    assert messages
    assert [message for message in messages if not texts.get(message)] == []


def test_no_translation_is_left_over(messages: list[str], texts: dict[str, str]) -> None:
    assert sorted(texts.keys() - set(messages)) == []


def test_no_entry_is_fuzzy_or_obsolete(catalogue: Catalog) -> None:
    assert [entry.id for entry in catalogue if entry.id and entry.fuzzy] == []
    assert not catalogue.obsolete


def test_a_translation_has_the_places_of_its_message(texts: dict[str, str]) -> None:
    wrong = [m for m, text in texts.items() if set(places_in(m)) != set(places_in(text))]
    assert wrong == []


def test_a_number_has_its_word(texts: dict[str, str]) -> None:
    """Both words stand in the English; a translation has none."""
    spec = re.compile(r"\{\w+:([^}]*)\}")
    words = [found.split("|") for message in texts for found in spec.findall(message)]
    assert words
    assert [pair for pair in words if len(pair) != 2 or not all(pair)] == []
    assert [text for text in texts.values() if spec.search(text)] == []


def test_a_translation_begins_and_ends_as_its_message(texts: dict[str, str]) -> None:
    wrong = [m for m, text in texts.items() if outer_space(m) != outer_space(text)]
    assert wrong == []


def test_a_sentence_stays_a_sentence(texts: dict[str, str]) -> None:
    wrong = [m for m, text in texts.items() if m.endswith(".") != text.endswith(".")]
    assert wrong == []


def test_every_translation_is_nfc(texts: dict[str, str]) -> None:
    wrong = [text for text in texts.values() if not unicodedata.is_normalized("NFC", text)]
    assert wrong == []


def test_what_is_spoken_is_what_the_catalogue_says(texts: dict[str, str]) -> None:
    """The compiled catalogue beside the text one is not stale."""
    say = speaker("vi")
    for message, text in texts.items():
        if "{" not in message:
            assert say(message) == text


def test_a_message_is_marked_only_as_a_whole_text(tmp_path: Path) -> None:
    """The collector sees ``mark`` and ``_``, also over several lines, and nothing else."""
    (tmp_path / "module.py").write_text(
        'a = mark("One {x}.")\nb = _(\n    "Two "\n    "lines."\n)\nc = other("Three.")\n',
        encoding="utf-8",
    )
    assert marked_messages(tmp_path) == ["One {x}.", "Two lines."]
