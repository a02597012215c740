"""``python -m bench <what>``: what is measured. Each measure is a module of this folder with ``arguments`` and ``run``.

It does not know what any of them measures.
"""

from __future__ import annotations

import argparse
import sys
from importlib import import_module

MEASURES = {
    "understanding": "what is read from labelled messages, and how long it takes",
    "weights": "what is learnt from labelled messages, and how well it does on those left out",
    "dialogue": "how many people the program can talk to at once, and how soon it answers",
}


def main(words: list[str]) -> int:
    """Run one measure; the exit status is 0 when it ran."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    measures = parser.add_subparsers(dest="measure", required=True)
    for name, about in MEASURES.items():
        import_module(f"bench.{name}").arguments(measures.add_parser(name, help=about, description=about))
    chosen = parser.parse_args(words)
    import_module(f"bench.{chosen.measure}").run(chosen)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
