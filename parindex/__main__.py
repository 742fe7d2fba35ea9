"""Lets ``python -m parindex`` do what the ``parindex`` command does."""

from parindex.cli import main

if __name__ == "__main__":
    main()
