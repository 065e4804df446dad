"""The command `streamkit`."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from jupyter_streamkit._version import __version__
from jupyter_streamkit.config import ConfigError, config
from jupyter_streamkit.config.options import OPTIONS, Option, Value
from jupyter_streamkit.kernel import launch

from .usage import UsageError

FIRST = ("streamlit_app.py", "app.py", "app.ipynb")
"""What `streamkit run` looks for when it is told nothing."""
HELLO = Path(__file__).with_name("hello") / "hello.py"


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command with the arguments of the process; it ends the process.

    Examples
    --------
    >>> from jupyter_streamkit.publish.cli import main
    >>> main(["version"])  # doctest: +SKIP
    """
    sys.exit(run(sys.argv[1:] if arguments is None else list(arguments)))


def run(arguments: list[str]) -> int:
    """Run the command; gives its exit code: 1 where something failed, 2 where it was asked for in a wrong way."""
    own, script = _split(arguments)
    parser = _parser()
    told, further = parser.parse_known_args(own)
    if wrong := [word for word in further if word.startswith("-") or told.command is not _run]:
        parser.error(f"there is no option {wrong[0]}; those of the script itself stand behind `--`.")
    try:
        _take_options(told)
        return int(told.command(told, [*further, *script]) or 0)
    except (UsageError, ConfigError) as error:
        print(f"Error: {error}", file=sys.stderr)
        return 2


def _split(arguments: list[str]) -> tuple[list[str], list[str]]:
    """What is ours, and what stands behind `--` for the script."""
    if "--" not in arguments:
        return arguments, []
    place = arguments.index("--")
    return arguments[:place], arguments[place + 1 :]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "streamkit", description="Apps from scripts and notebooks.", allow_abbrev=False
    )
    parser.add_argument("--version", action="version", version=_version())
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    _add_run(commands)
    _add(commands, "hello", _hello, "show what apps can do", options=True)
    starter = _add(commands, "init", _init, "write a first app into a folder")
    starter.add_argument("folder", nargs="?", default=".", type=Path, help="by default this one")
    starter.add_argument("--notebook", action="store_true", help="as a notebook, not as a script")
    settings = commands.add_parser("config", help="look at the options").add_subparsers(
        metavar="COMMAND", required=True
    )
    _add(
        settings,
        "show",
        _config_show,
        "print all options as a config.toml, with their values now",
        options=True,
    )
    caches = commands.add_parser("cache", help="look after the caches").add_subparsers(
        metavar="COMMAND", required=True
    )
    _add(caches, "clear", _cache_clear, 'delete what cache_data(persist="disk") keeps')
    _add(commands, "version", _print_version, "print the version")
    return parser


def _add_run(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = _add(commands, "run", _run, "serve an app, or a folder of apps", options=True)
    parser.usage = "streamkit run [TARGET] [--server.port 8501 ...] [ARGUMENT ...] [-- --ARGUMENT ...]"
    parser.epilog = "Arguments behind the target, and all behind `--`, are the script's own: its sys.argv."
    parser.add_argument(
        "target",
        nargs="?",
        help=f"a script, a notebook, a folder or an address; by default {' or '.join(FIRST)}",
    )


def _add(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    command: Callable[..., object],
    help: str,
    options: bool = False,
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=help, description=help, allow_abbrev=False)
    parser.set_defaults(command=command)
    for option in OPTIONS.values() if options else ():
        about = option.help.replace("%", "%%") if option.help else argparse.SUPPRESS
        parser.add_argument(f"--{option.key}", dest=option.key, metavar="VALUE", help=about)
    return parser


def _take_options(told: argparse.Namespace) -> None:
    """Options of the command line, for this process and for the kernels that it starts."""
    for key, text in vars(told).items():
        if key in OPTIONS and text is not None:
            try:
                OPTIONS[key].read(text)
            except ValueError as error:
                raise UsageError(f"--{error}.") from None
            os.environ[OPTIONS[key].variable] = text


def _run(told: argparse.Namespace, script: list[str]) -> int:
    from .target import find

    target = find(told.target, FIRST)
    config.folder = target if target.is_dir() else target.parent
    _tell_kernels(target, script)
    return _serve(target)


def _hello(told: argparse.Namespace, script: list[str]) -> int:
    return _serve(HELLO)


def _serve(target: Path) -> int:
    from .server import CannotStartError, serve

    try:
        serve(target)
    except CannotStartError as error:
        print(f"Error: {error}", file=sys.stderr)
        return 1
    return 0


def _tell_kernels(target: Path, arguments: list[str]) -> None:
    """See `kernel.launch`."""
    os.environ[launch.ARGUMENTS] = json.dumps(arguments)
    os.environ[launch.WATCH] = "1"
    if target.suffix == ".py":
        os.environ[launch.FOLDER] = str(Path.cwd())


def _init(told: argparse.Namespace, script: list[str]) -> None:
    from .starter import write

    file = write(told.folder, told.notebook)
    print(f"{file} is written. Start it with\n\n    streamkit run {file}\n")


def _config_show(told: argparse.Namespace, script: list[str]) -> None:
    section = ""
    for option in OPTIONS.values():
        if option.key.rpartition(".")[0] != section:
            section = option.key.rpartition(".")[0]
            print(f"\n[{section}]")
        print(_line(option))


def _line(option: Option) -> str:
    """An option as a line of a config.toml; what is not set is a comment."""
    value, name = config.get(option.key), option.key.rpartition(".")[2]
    line = f"{name} = {'' if value is None else _toml(value)}".rstrip()
    about = f"  # {option.help}" if option.help and not option.key.startswith("theme") else ""
    return f"{'' if config.is_set(option.key) else '# '}{line}{about}"


def _toml(value: Value) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name} = {_toml(each)}" for name, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def _cache_clear(told: argparse.Namespace, script: list[str]) -> None:
    from jupyter_streamkit.caching.places import disk_folder

    folder = disk_folder()
    was_there = folder.exists()
    shutil.rmtree(folder, ignore_errors=True)
    print(f"The cache {folder} is deleted." if was_there else f"There is no cache in {folder}.")


def _version() -> str:
    return f"streamkit {__version__}"


def _print_version(told: argparse.Namespace, script: list[str]) -> None:
    print(_version())
