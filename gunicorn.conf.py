"""What gunicorn does otherwise than by itself, wherever the site is served from this folder."""

# The most it allows: the site has a clear answer to a question of 8 kB (search.requests).
limit_request_line = 8190

# What is longer still never reaches the site; this worker, one with threads, has the site answer all the same.
worker_class = "ks_site.serving.Worker"
