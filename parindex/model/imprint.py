"""What an office adds to its publications: titles, logo, colours, signatories, paragraphs."""

import re
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from parindex.locale import mark
from parindex.model.choices import LanguageVersion
from parindex.model.text import LocalText, Model


def read_colour(value: object) -> str:
    """Read a colour as red, green and blue in six hexadecimal digits."""
    if isinstance(value, str) and re.fullmatch(r"#[0-9A-Fa-f]{6}", value):
        return value
    raise PydanticCustomError("colour", "not a colour")


Colour = Annotated[str, BeforeValidator(read_colour)]


class Logo(Model):
    """The picture on the cover: its file, and what it shows for those who cannot see it."""

    file: str = Field(description=mark("An SVG, PNG or JPEG file beside report.yaml."))
    text: LocalText = Field(description=mark("What the picture shows, for screen readers."))


class Colours(Model):
    """The colours that an office chooses."""

    accent: Colour = Field("#1F4E79", description=mark("The colour of headings and bars."))


class Signatory(Model):
    """Who signs a document."""

    on_behalf: LocalText | None = Field(
        None, description=mark("In whose name, as “TM. ỦY BAN NHÂN DÂN”.")
    )
    role: LocalText = Field(description=mark("The signatory's office, as “CHỦ TỊCH”."))
    name: str = Field("", description=mark("The signatory's name; blank where it is not known."))


class Paragraphs(Model):
    """Paragraphs of the office's own, each at its place in the report; a blank line parts two."""

    foreword: LocalText | None = Field(None, description=mark("After the cover."))
    summary: LocalText | None = Field(None, description=mark("After the summary."))
    method: LocalText | None = Field(None, description=mark("After the method."))
    closing: LocalText | None = Field(None, description=mark("At the end of the report."))
    closing_title: LocalText | None = Field(
        None, description=mark("Its heading; else “Conclusions and recommendations”.")
    )


class DecisionWords(Model):
    """What the draft decision says that no result knows."""

    issuer: LocalText | None = Field(
        None, description=mark("Who issues it; else the organisation of the round.")
    )
    superior: LocalText | None = Field(
        None, description=mark("The body above the issuer, as the heading names it.")
    )
    number: str = Field("", description=mark("Number and symbol, as “…/QĐ-UBND”."))
    place: LocalText | None = Field(None, description=mark("Where it is signed."))
    bases: tuple[LocalText, ...] = Field(
        (), description=mark("The legal bases and proposals, a line each.")
    )
    articles: tuple[LocalText, ...] = Field(
        (), description=mark("Articles after the first; else the usual two.")
    )
    receivers: tuple[LocalText, ...] = Field((), description=mark("Who receives it, a line each."))


ProductName = Literal["annual", "scorecards", "page", "decision", "annexes", "data"]
"""A kind of publication."""


class Imprint(Model):
    """What ``report/report.yaml`` in a round states; every key may be left out but the first."""

    parindex: LanguageVersion = Field(description=mark("Version of the file: 1."))
    title: LocalText | None = Field(
        None, description=mark("Title of the report; else that of the round.")
    )
    subtitle: LocalText | None = Field(None, description=mark("A line under the title."))
    logo: Logo | None = Field(None, description=mark("The picture on the cover."))
    colours: Colours = Field(Colours(), description=mark("The office's own colours."))
    paragraphs: Paragraphs = Field(
        Paragraphs(), description=mark("Paragraphs of the office's own.")
    )
    signatories: tuple[Signatory, ...] = Field(
        (), description=mark("Who signs the report and the decision.")
    )
    decision: DecisionWords = Field(
        DecisionWords(), description=mark("What the draft decision says besides the result.")
    )
    without: tuple[ProductName, ...] = Field(
        (), description=mark("Products that are not made unless they are asked for by name.")
    )
