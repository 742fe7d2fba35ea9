"""A criteria set as it comes out, in YAML: what it starts from with its own differences applied."""

from datetime import datetime
from decimal import Decimal
from typing import Any

import yaml


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - the language has no aliases
        """Write every value out."""
        return True


def _decimal(dumper: yaml.SafeDumper, value: Decimal) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:float", format(value, "f"))


def _moment(dumper: yaml.SafeDumper, value: datetime) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value.isoformat())


_Dumper.add_representer(Decimal, _decimal)
_Dumper.add_representer(datetime, _moment)


def effective_yaml(value: object) -> str:
    """Return a set's plain value as YAML that reads back to the same value."""
    return yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)
