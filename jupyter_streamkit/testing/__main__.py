"""`python -m jupyter_streamkit.testing [arguments of pytest]`: pytest, with `--streamkit`."""

from __future__ import annotations

import sys


def main() -> int:
    try:
        import pytest
    except ModuleNotFoundError:
        print("Tests need pytest: pip install pytest", file=sys.stderr)  # noqa: T201 a command's answer
        return 1
    return int(pytest.main(["-p", "streamkit", "--streamkit", *sys.argv[1:]]))


if __name__ == "__main__":
    sys.exit(main())
