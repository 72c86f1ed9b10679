"""The job for spark-submit: ``spark-submit rostra_job.py --input press/ --output records/``. ``--help`` lists its options,
``docs/spark.md`` tells of it; all of it is :mod:`rostra.spark.job`, since spark-submit wants a file."""

import sys

from rostra.spark.job import main

sys.exit(main())
