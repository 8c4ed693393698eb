"""What is imported, and when: a command starts with what it uses, the package with what it is asked for."""

import subprocess
import sys
from importlib import import_module

import pytest

import onrecord
from onrecord.cli import COMMANDS

NOT_FOR_READING = {
    "sqlalchemy",
    "starlette",
    "uvicorn",
    "argon2",
    "jinja2",
    "httpx",
    "feedparser",
    "altair",
    "onrecord.kept",
    "onrecord.web",
}
NOT_FOR_HELP = NOT_FOR_READING | {"onnxruntime", "lxml", "httpx", "onrecord.pipeline"}


@pytest.mark.parametrize(
    ("arguments", "without"), [(["read", "--help"], NOT_FOR_READING), (["--help"], NOT_FOR_HELP)]
)
def test_a_command_waits_for_no_library_that_it_does_not_use(arguments, without):
    program = f"import sys; from onrecord.cli import main; main({arguments!r}); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert not without & set(done.stderr.split())


def test_every_command_stands_in_the_list_with_the_module_that_has_it():
    told = {module: set() for _, module, _ in COMMANDS}
    for name, module, _ in COMMANDS:
        told[module].add(name)
    for module, names in told.items():
        assert {command.name for command in import_module(f"onrecord.cli.{module}").COMMANDS} == names


@pytest.mark.parametrize("name", onrecord.__all__)
def test_every_public_name_is_there_when_it_is_asked_for(name):
    assert getattr(onrecord, name) is not None
    assert name in dir(onrecord)
