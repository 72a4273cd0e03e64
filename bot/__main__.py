"""`python -m bot` and `jiedui`: the command line."""

from bot.cli import cli


def main() -> None:
    """Run the command line."""
    cli()


if __name__ == "__main__":
    main()
