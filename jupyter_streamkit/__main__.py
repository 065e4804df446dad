"""`python -m jupyter_streamkit` is the command `streamkit`."""

from jupyter_streamkit.publish.cli import main

if __name__ == "__main__":
    main()
