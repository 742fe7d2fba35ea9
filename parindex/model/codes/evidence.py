"""Findings in the evidence a unit names (EVI)."""

from parindex.locale import mark as _
from parindex.model.codes.kind import WARNING, Kind

EVIDENCE = (
    Kind(
        "EVI001",
        WARNING,
        _("No evidence is named and nothing is explained."),
        _("number, date and issuer of a document, or an explanation"),
        _("Name the document that proves the answer, or explain why there is none."),
        _(
            "Points that nothing proves cannot be confirmed at appraisal; a document named now saves an exchange of letters later."
        ),
    ),
    Kind(
        "EVI002",
        WARNING,
        _("“{raw}” is no date."),
        _("a date, day/month/year"),
        _("Correct the date of the document."),
        _(
            "Without its date the document is hard to find, and nobody can see whether it was issued within the year."
        ),
    ),
)
