"""The figures as a table on the terminal, and as Markdown between two marks of a page."""

import re
from collections.abc import Sequence
from pathlib import Path

from rich.table import Table

from tests.bench.figures import Figure

BEGIN, END = "<!-- bench: begin -->", "<!-- bench: end -->"
_VERDICT = {True: "yes", False: "no", None: ""}


class NoPlace(Exception):
    """The page has no place for the figures."""


def table(figures: Sequence[Figure], title: str) -> Table:
    """Return the table for a terminal."""
    drawn = Table("what", "measured", "target", "met", "note", title=title, title_justify="left")
    drawn.columns[1].justify = "right"
    topic = ""
    for figure in figures:
        if figure.topic != topic:
            drawn.add_section()
            drawn.add_row(f"[bold]{figure.topic}[/bold]")
            topic = figure.topic
        style = {True: "green", False: "red", None: ""}[figure.met]
        drawn.add_row(figure.what, figure.shown, figure.target, _VERDICT[figure.met], figure.note, style=style)
    return drawn


def markdown(figures: Sequence[Figure], heading: Sequence[str]) -> str:
    """Return the block: the heading's lines as a list, then a table a topic."""
    lines = [f"- {line}" for line in heading]
    topic = ""
    for figure in figures:
        if figure.topic != topic:
            lines += [
                "",
                f"**{figure.topic}**",
                "",
                "| what | measured | target | met | note |",
                "|---|--:|---|---|---|",
            ]
            topic = figure.topic
        cells = (figure.what, figure.shown, figure.target, _VERDICT[figure.met], figure.note)
        lines.append(f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |")
    return "\n".join(lines)


def write(page: Path, block: str) -> None:
    """Put the block between the page's marks. Raises NoPlace."""
    text = page.read_text(encoding="utf-8")
    place = re.compile(f"{re.escape(BEGIN)}.*{re.escape(END)}", re.DOTALL)
    if not place.search(text):
        raise NoPlace(f"{page} lacks the lines {BEGIN} and {END}")
    page.write_text(place.sub(lambda _: f"{BEGIN}\n{block}\n{END}", text), encoding="utf-8")
