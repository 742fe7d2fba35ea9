"""The office's picture, as each kind of document takes it."""

from base64 import b64encode
from typing import Any, NamedTuple

from parindex.reports.publication import Publication

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


def logo(publication: Publication) -> Picture | None:
    """Return the picture that report.yaml names; whether it can be used was told on reading it."""
    stated, own = publication.imprint.logo, publication.own
    if stated is None or own is None:
        return None
    path = own / stated.file
    if not path.is_file():
        return None
    data, words = path.read_bytes(), stated.text.for_lang(publication.lang)
    return Picture(_TYPES[path.suffix.lower()], data, words)
