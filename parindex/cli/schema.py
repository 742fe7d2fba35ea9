"""``parindex schema``: help for editors in which criteria files are written."""

import typer

from parindex.cli.app import LangOption, language


def schema(lang: LangOption = None) -> None:
    """Print the JSON Schema of criteria files."""
    import json  # noqa: PLC0415

    from parindex.sources.schema import criteria_schema  # noqa: PLC0415

    typer.echo(json.dumps(criteria_schema(language(lang)), ensure_ascii=False, indent=2))
