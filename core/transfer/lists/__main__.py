"""`python -m core.transfer.lists 12`: writes export 12. Started by the server, one at a time."""

import os
import sys

from core import tables  # all tables are known before the first is asked
from core.transfer.lists import writing

if __name__ == "__main__":
    assert tables.ALL  # noqa: S101  keeps the import
    os.nice(10)  # people who look at screens come first
    writing.run(int(sys.argv[1]))
