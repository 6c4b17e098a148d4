"""`python -m pipeline` is `dossier`."""

import sys

from pipeline.cli import main

if __name__ == "__main__":
    sys.exit(main())
