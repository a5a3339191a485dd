"""Sova's retrieval engine: reads documents, cuts passages, embeds, indexes, retrieves, quotes."""

import os

# A question's matrices are small: on a second thread they wait longer for it than they take,
# and it spins meanwhile. Before numpy is first imported; who starts the process may say otherwise.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

API_VERSION = 1
