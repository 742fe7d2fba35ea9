"""The page of commands, made from the options as the commands declare them.

Help texts are said when the commands are loaded, so each language is asked of a process of its own.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum
from inspect import Parameter
from typing import Any, get_args, get_origin

from typer.models import ArgumentInfo
from typer.utils import get_params_from_function

import parindex.cli  # noqa: F401 - registers the commands
from parindex.cli.app import CLEAN, COULD_NOT_RUN, FOUND, app
from reference_keys import Page, table
from reference_words import EXITS

_KINDS = {"Path": "path", "int": "whole number", "str": "text"}


def commands(page: Page) -> Iterator[str]:
    """Yield the sections of the page: exit codes, and each command with its options."""
    say = page.say
    codes = zip((CLEAN, FOUND, COULD_NOT_RUN), EXITS, strict=True)
    rows = ((str(code), page.of(text)) for code, text in codes)
    yield f"## {say('exits')}\n\n{table((say('code'), say('meaning')), rows)}"
    for command in _asked(page.lang):
        arguments = [each for each in command["parameters"] if each["argument"]]
        options = [each for each in command["parameters"] if not each["argument"]]
        usage = " ".join(["parindex", command["name"], *(_usage(each) for each in arguments)])
        yield f"## {command['name']}\n\n{command['help']}\n\n`{usage}`\n"
        if arguments:
            rows = ((f"`{each['name']}`", each["help"]) for each in arguments)
            yield table((say("argument"), say("meaning")), rows)
        heads = (say("option"), say("values"), say("default"), say("meaning"))
        yield table(heads, (_option(each, page) for each in options))


def _asked(lang: str) -> list[dict[str, Any]]:
    """Return the commands as a process that speaks the language has them."""
    asked = subprocess.run(
        [sys.executable, "-c", "import reference_commands; reference_commands.tell()"],
        env=os.environ | {"PARINDEX_LANG": lang, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        check=True,
    )
    told: list[dict[str, Any]] = json.loads(asked.stdout)
    return told


def tell() -> None:
    """Print every command with its parameters, as JSON."""
    told = [
        {
            "name": command.callback.__name__,
            "help": command.help,
            "parameters": [*_parameters(command.callback)],
        }
        for command in app.registered_commands
        if command.callback
    ]
    print(json.dumps(told, default=str))


def _parameters(function: Callable[..., object]) -> Iterator[dict[str, Any]]:
    for name, parameter in get_params_from_function(function).items():
        kinds = [each for each in get_args(parameter.annotation) if each is not type(None)]
        several = list in {get_origin(each) for each in (parameter.annotation, *kinds)}
        kind = kinds[0] if kinds else parameter.annotation
        kind = get_args(kind)[0] if get_args(kind) else kind
        info, default = parameter.default, parameter.default.default
        yield {
            "names": info.param_decls or [f"--{name.replace('_', '-')}"],
            "argument": isinstance(info, ArgumentInfo),
            "name": name.upper(),
            "help": info.help,
            "several": several,
            "type": kind.__name__,
            "choices": [str(each.value) for each in kind] if issubclass(kind, Enum) else [],
            "least": info.min,
            "default": default.value if isinstance(default, Enum) else default or None,
            "required": default in {..., Parameter.empty},
        }


def _usage(argument: Mapping[str, Any]) -> str:
    shown = argument["name"] + ("..." if argument["several"] else "")
    return shown if argument["required"] else f"[{shown}]"


def _option(option: Mapping[str, Any], page: Page) -> Sequence[str]:
    values = ", ".join(f"`{choice}`" for choice in option["choices"])
    if option["type"] in _KINDS and not values:
        least = option["least"]
        values = page.say(_KINDS[option["type"]]) + (f" ≥ {least}" if least is not None else "")
    default = f"`{option['default']}`" if option["default"] and not option["required"] else ""
    names = ", ".join(f"`{name}`" for name in option["names"])
    return (
        names,
        values + (page.say("again") if option["several"] else ""),
        page.say("needed").lower() if option["required"] else default,
        option["help"],
    )
