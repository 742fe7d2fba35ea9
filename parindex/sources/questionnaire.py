"""Questionnaires of a survey: YAML to a :class:`Questionnaire`, every error with its place."""

from dataclasses import dataclass
from pathlib import Path

from parindex.model.finding import Finding
from parindex.model.survey import Questionnaire
from parindex.sources.criteria import validated
from parindex.sources.yaml import Document, read_yaml


@dataclass(frozen=True, slots=True)
class QuestionnaireFile:
    """A questionnaire with the file it came from."""

    questionnaire: Questionnaire
    document: Document


def read_questionnaire(path: Path) -> tuple[QuestionnaireFile | None, list[Finding]]:
    """Read a questionnaire; there is none where the file cannot be read or used."""
    document, findings = read_yaml(path)
    if document is None:
        return None, findings
    made, more = validated(Questionnaire, document.value, document)
    findings += more
    return (None if made is None else QuestionnaireFile(made, document)), findings
