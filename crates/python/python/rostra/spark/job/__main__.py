"""``python -m rostra.spark.job``."""

import sys

from . import main

sys.exit(main())
