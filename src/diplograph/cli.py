"""The command ``diplograph``: the only module that prints or ends the process.

Exit codes: 0 = all is well, 1 = findings (a check failed, a span does not match), 2 = bad input or an unusable store.
Modules are imported by the commands that need them: a query must not wait for the converter.
"""

from __future__ import annotations

import argparse
import gc
import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from diplograph.cli_build import add_build_options, run_build
from diplograph.cli_compare import add_compare_commands
from diplograph.cli_export import add_export_command
from diplograph.cli_graph import Report, add_graph_commands, read_path, show_recorded_findings
from diplograph.cli_mcp import add_mcp_command
from diplograph.cli_query import add_query_commands
from diplograph.cli_serve import add_serve_command
from diplograph.cli_text import Show, add_text_commands
from diplograph.cli_time import add_time_commands
from diplograph.cli_why import add_why_command
from diplograph.errors import DiplographError
from diplograph.screen import count

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_STORE = "diplograph-store"
_OK, _FINDINGS, _BAD, _INTERRUPTED = 0, 1, 2, 130
_REPORTS = (
    *(
        add_query_commands,
        add_export_command,
        add_graph_commands,
        add_why_command,
        add_compare_commands,
        add_time_commands,
    ),
    add_mcp_command,
    add_serve_command,
)


class _Parser(argparse.ArgumentParser):
    """Says in one line what is wrong with the arguments."""

    def error(self, message: str) -> NoReturn:
        """End the process with a line that says where to look."""
        self.exit(_BAD, f"{self.prog}: {message}; see {self.prog} --help\n")


if TYPE_CHECKING:
    _Command = Callable[[argparse.Namespace], int]
    _Commands = argparse._SubParsersAction[_Parser]  # noqa: SLF001 - it has no public name


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and give its exit code.

    Args:
        argv: The arguments without the program's name; those of the process by default.
    """
    gc.set_threshold(
        100_000, 20, 50
    )  # what is read makes few cycles, and the tables of names are walked for each search
    _open_closed_streams()
    if isinstance(sys.stdout, io.TextIOWrapper):
        # Names and quotations are in any script, whatever the locale says.
        sys.stdout.reconfigure(encoding="utf-8")
    try:
        code = _run(argv)
        sys.stdout.flush()
    except KeyboardInterrupt:
        _say("interrupted")
        return _INTERRUPTED
    except BrokenPipeError:
        # The reader has gone; what is still buffered must not raise again when Python exits.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _OK
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else _BAD
    except Exception as error:  # noqa: BLE001 - whatever is wrong, a user gets a line and no traceback
        _say(_describe(error))
        return _BAD
    return code


def _open_closed_streams() -> None:
    """Open the standard streams that the caller has closed: what is written there goes nowhere, and to no other file."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), "r" if name == "stdin" else "w"))


def _describe(error: Exception) -> str:
    """Say in a line what went wrong."""
    text = " ".join(str(error).split())
    if isinstance(error, DiplographError):
        return text
    if isinstance(error, UnicodeEncodeError):
        return "an argument or the name of a file holds bytes that are not UTF-8"
    if isinstance(error, OSError):
        # The disk is full, say; what has to do with the input was said by whoever read it.
        reason = (error.strerror or text).lower()
        return f"{error.filename}: {reason}" if error.filename else reason
    return f"internal error, please report it: {type(error).__name__}: {text}"


def _run(argv: Sequence[str] | None) -> int:
    """Read the arguments and run the command that they name."""
    parser = _make_parser()
    options, rest = parser.parse_known_args(argv)
    if rest and not getattr(options, "takes_rest", False):
        parser.error(f"unknown argument {rest[0]!r}")
    options.rest = rest
    command: _Command = options.command
    return command(options)


def _make_parser() -> argparse.ArgumentParser:
    """Make the parser of all commands."""
    parser = _Parser(prog="diplograph", description="From articles on foreign relations to a graph of traceable facts.")
    parser.add_argument("--version", action=_Version, help="show the version and exit")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND", parser_class=_Parser)
    add_build_options(_add(commands, "build", _build, "read documents into a graph (the bundled ones by default)"))
    add_text_commands(lambda name, show, text: _add(commands, name, _showing(show), text, store=False))
    for add_commands in _REPORTS:
        add_commands(lambda name, report, text: _add(commands, name, _reporting(report), text))
    _add(commands, "verify", _verify, "compare every quotation with the stored documents; exit code 1 if one differs")
    sub = _add(commands, "stats", _stats, "show what the store holds")
    sub.add_argument("--unresolved", action="store_true", help="list the names that no reference table knows")
    return parser


def _add(
    commands: _Commands, name: str, command: _Command, text: str, *, store: bool = True
) -> argparse.ArgumentParser:
    """Add a command to the parser, with the option that names the store."""
    # A command may put an option of its own in the place of a common one.
    about = f"{text[0].upper()}{text[1:]}."
    sub = commands.add_parser(name, help=text, description=about, conflict_handler="resolve", allow_abbrev=False)
    sub.set_defaults(command=command)
    if store:
        sub.add_argument("--store", type=read_path, default=Path(_STORE), metavar="DIR", help=f"default: {_STORE}")
    return sub


def _showing(show: Show) -> _Command:
    """Make a command that prints what is shown."""

    def command(options: argparse.Namespace) -> int:
        """Run it and print."""
        for text in show(options):
            _print(text)
        return _OK

    return command


def _reporting(report: Report) -> _Command:
    """Make a command that prints a report and tells by its exit code whether there are findings."""

    def command(options: argparse.Namespace) -> int:
        """Run it and print."""
        text, found = report(options)
        _print(text)
        return _FINDINGS if found else _OK

    return command


class _Version(argparse.Action):
    """Looks up the version when it is asked for: that is slow and seldom needed."""

    def __init__(self, option_strings: Sequence[str], dest: str, help: str | None = None) -> None:  # noqa: A002 - argparse's
        """Take no value."""
        super().__init__(option_strings, dest, nargs=0, help=help, default=argparse.SUPPRESS)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        """Print the version and end."""
        from importlib.metadata import version  # noqa: PLC0415

        _print(f"diplograph {version('diplograph')}\n")
        parser.exit(_OK)


def _build(options: argparse.Namespace) -> int:
    """Build a store; findings are documents that had to be left out."""
    show = (lambda _: None) if options.quiet else sys.stderr.write
    text, failed = run_build(options, show, bar=sys.stderr.isatty())
    _print(text)
    return _FINDINGS if failed else _OK


def _verify(options: argparse.Namespace) -> int:
    """Compare the quotations with the stored documents."""
    from diplograph.graph.verification import verify_store  # noqa: PLC0415

    outcome = verify_store(options.store)
    _print("".join(f"{finding}\n" for finding in outcome.findings))
    counted = f"{count(outcome.claims, 'claim')}, {count(outcome.documents, 'document')}"
    wrong = count(len(outcome.findings), "mismatch", "mismatches") if outcome.findings else "no mismatches"
    _print(f"{counted}: {wrong}\n")
    return _FINDINGS if outcome.findings else _OK


def _stats(options: argparse.Namespace) -> int:
    """Show what the store holds."""
    from diplograph.graph.store import read_record  # noqa: PLC0415
    from diplograph.graph.summary import describe_record, list_unresolved  # noqa: PLC0415

    record = read_record(options.store)
    shown = show_recorded_findings(options.store, record)
    _print(list_unresolved(record) if options.unresolved else describe_record(record, shown))
    return _OK


def _print(text: str) -> None:
    """Write to standard output."""
    sys.stdout.write(text)


def _say(text: str) -> None:
    """Write a line to standard error."""
    sys.stderr.write(f"{text}\n")


if __name__ == "__main__":
    sys.exit(main())
