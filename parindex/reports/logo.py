"""The office's picture, as each kind of document takes it."""

from base64 import b64encode
from typing import Any, NamedTuple

from parindex.locale import mark, phrase
from parindex.model.finding import Finding, Place
from parindex.reports.publication import Publication
from parindex.reports.typeset import refused_picture

_TYPES = {".svg": "svg+xml", ".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg"}


class Picture(NamedTuple):
    """A picture: its type as the web names it, its bytes, and what it shows in words."""

    type: str
    data: bytes
    text: str

    @property
    def address(self) -> str:
        """Return an address that holds it."""
        return f"data:image/{self.type};base64,{b64encode(self.data).decode()}"

    @property
    def typeset(self) -> dict[str, Any]:
        """Return it as templates of the typesetter take it from JSON: SVG as text, else numbers."""
        if self.type == "svg+xml":
            return {"format": "svg", "data": self.data.decode("utf-8-sig"), "alt": self.text}
        kind = self.type.replace("jpeg", "jpg")
        return {"format": kind, "data": list(self.data), "alt": self.text}


def refused_logo(publication: Publication) -> list[Finding]:
    """Tell of a picture that looks right and that the typesetter cannot set all the same."""
    picture, stated = logo(publication), publication.imprint.logo
    reason = refused_picture(picture.typeset) if picture else ""
    if not reason or stated is None or publication.own is None:
        return []
    said = phrase(mark("the typesetter says “{reason}”"), reason=reason)
    place = Place((publication.own / stated.file).as_posix())
    return [Finding("RPT031", place, {"name": stated.file, "reason": said})]


def logo(publication: Publication) -> Picture | None:
    """Return the picture that report.yaml names; whether it can be used was told before."""
    stated, own = publication.imprint.logo, publication.own
    if stated is None or own is None:
        return None
    path = own / stated.file
    if not path.is_file():
        return None
    data, words = path.read_bytes(), stated.text.for_lang(publication.lang)
    return Picture(_TYPES[path.suffix.lower()], data, words)
