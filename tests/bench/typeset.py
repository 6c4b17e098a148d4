"""Set a file of typst as a PDF, as its own program would: `python -IS typeset.py LIBRARIES FILE PDF`.

PyPI has typst as a library; this is the smallest program around it.
"""

import sys

if __name__ == "__main__":
    sys.path.append(sys.argv[1])
    import typst

    typst.compile(sys.argv[2], output=sys.argv[3])
