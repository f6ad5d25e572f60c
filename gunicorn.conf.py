"""What gunicorn does otherwise than by itself, wherever the site is served from this folder."""

from typing import Any

from ks_site import warming

# The most it allows: the site has a clear answer to a question of 8 kB (search.requests).
limit_request_line = 8190

# What is longer still never reaches the site; this worker, one with threads, has the site answer all the same.
worker_class = "ks_site.serving.Worker"

# The site is read once and shared by its processes, which part before any of them has a connection. A new release
# needs a restart: on SIGHUP the code stays as it was read.
preload_app = True


def on_starting(server: Any) -> None:
    """The site was read and no process parted yet."""
    warming.load()
