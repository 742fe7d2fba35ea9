"""What the draft decision says: every text of it, by the name of its tag in the template."""

from collections.abc import Iterator
from typing import Any

from parindex.locale import Say, mark, speaker
from parindex.model.imprint import Signatory
from parindex.model.text import LocalText
from parindex.reports.decision.annexes import Annexes
from parindex.reports.publication import Publication

BLANK = "……"
"""What nobody told the program stays to be filled in by hand."""
_COMMITTEES = ("ủy ban nhân dân ", "uỷ ban nhân dân ", "hội đồng nhân dân ", "people's committee ")
"""What the name of an issuer begins with that breaks its line after that."""


def decision_words(publication: Publication) -> dict[str, Any]:
    """Return the texts of the decision, its articles, receivers and annexes."""
    say, lang = speaker(publication.lang), publication.lang
    said = publication.imprint.decision
    signs = next(iter(publication.imprint.signatories), Signatory(role=LocalText(vi=BLANK)))
    issuer = _text(said.issuer, lang) or publication.organisation
    annexes = Annexes(publication, said.number or _number(), issuer)
    articles = list(_articles(publication, annexes, say))
    place = _text(said.place, lang) or BLANK
    return {
        "language": lang,
        "draft": say(mark("DRAFT")),
        "warning": "" if publication.official else say(_SPECIMEN),
        "superior": _text(said.superior, lang),
        "issuer": _broken(issuer),
        "nation": say(mark("Socialist Republic of Viet Nam")),
        "motto": say(mark("Independence - Freedom - Happiness")),
        "number": say(mark("No.: {number}"), number=said.number or _number()),
        "place_and_date": say(mark("{place}, day …… month …… year ………"), place=place),
        "kind": say(mark("Decision")),
        "subject": say(mark("On the publication of the {title}"), title=publication.result.title),
        "authority": _authority(signs, issuer, lang),
        "bases": list(_bases(publication, say)),
        "resolves": say(mark("Decides:")),
        "articles": articles,
        "on_behalf": _text(signs.on_behalf, lang),
        "role": signs.role.for_lang(lang),
        "signatory": signs.name or BLANK,
        "receivers_head": say(mark("Receivers:")),
        "receivers": list(_receivers(publication, articles, say)),
        "rankings": annexes.rankings(),
        "areas": annexes.areas(),
    }


_SPECIMEN = mark(
    "SPECIMEN: the criteria are illustrative or adapted and no official ones; "
    "this is not a decision of any authority."
)


def _number() -> str:
    return f"{BLANK}/QĐ-{BLANK}"


def _text(words: LocalText | None, lang: str) -> str:
    return words.for_lang(lang).strip() if words else ""


def _broken(issuer: str) -> str:
    """Return an issuer's name on two lines where custom breaks it."""
    for start in _COMMITTEES:
        if issuer.lower().startswith(start):
            return f"{issuer[: len(start) - 1]}\n{issuer[len(start) :]}"
    return issuer


def _authority(signs: Signatory, issuer: str, lang: str) -> str:
    """Return who decides: the body, or where nobody is signed for, its head."""
    head = next(iter(signs.role.for_lang(lang).splitlines()), BLANK).removeprefix("KT. ")
    return issuer if signs.on_behalf or head == BLANK else f"{head} {issuer}"


def _bases(publication: Publication, say: Say) -> Iterator[str]:
    """Yield the bases, each ended by a semicolon and the last by a full stop.

    The sources of an illustrative set are no legal bases, so they are left out.
    """
    bases = [basis.for_lang(publication.lang) for basis in publication.imprint.decision.bases]
    for block in publication.result.blocks:
        if block.criteria.status != "illustrative":
            bases += [say(mark("Pursuant to {text}"), text=text) for text in block.criteria.basis]
    if not publication.imprint.decision.bases:
        first, last = mark("Pursuant to {text}"), mark("At the proposal of {whom}")
        bases = [say(first, text=BLANK), *bases, say(last, whom=BLANK)]
    bases = list(dict.fromkeys(basis.strip().rstrip(";.") for basis in bases))
    yield from (f"{basis};" for basis in bases[:-1])
    yield f"{bases[-1]}."


def _articles(
    publication: Publication, annexes: "Annexes", say: Say
) -> Iterator[dict[str, str | list[str]]]:
    first = say(
        mark("To approve and publish the {title}, with these annexes:"),
        title=publication.result.title,
    )
    points = list(annexes.contents())
    own = [article.for_lang(publication.lang) for article in publication.imprint.decision.articles]
    usual = [say(_TO_IMPROVE, whom=BLANK), say(_TO_CARRY_OUT, whom=BLANK)]
    for number, text in enumerate([first, *(own or usual)], start=1):
        head = say(mark("Article {number}."), number=number)
        yield {"number": head, "text": text, "points": points if number == 1 else []}


_TO_IMPROVE = mark(
    "On the result published, the bodies and units named in the annexes mend what was found "
    "lacking and take measures to raise their index in the years to come. {whom} shall guide, "
    "follow and urge them on."
)
_TO_CARRY_OUT = mark(
    "This Decision takes effect on the day it is signed. {whom}, the heads of the bodies and "
    "units named in the annexes, and the organisations and persons concerned shall carry out "
    "this Decision./."
)


def _receivers(publication: Publication, articles: list[Any], say: Say) -> Iterator[str]:
    """Yield who receives the decision; the last line says where it is filed."""
    named = [who.for_lang(publication.lang) for who in publication.imprint.decision.receivers]
    last = say(mark("As in Article {number}"), number=len(articles))
    lines = [line.strip().removeprefix("- ").rstrip(";.") for line in named or [last, BLANK]]
    filed = say(mark("Filed: Clerical office, {unit}"), unit=BLANK)
    if not lines[-1].startswith(filed.partition(":")[0]):
        lines.append(filed)
    yield from (f"- {line};" for line in lines[:-1])
    yield f"- {lines[-1]}."
