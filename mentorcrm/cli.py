"""The `mentorcrm` command."""

import argparse

from mentorcrm import __version__


def main() -> None:
    """Answer the command line."""
    parser = argparse.ArgumentParser(prog="mentorcrm")
    parser.add_argument("--version", action="version", version=f"mentorcrm {__version__}")
    parser.parse_args()
