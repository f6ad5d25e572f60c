"""What gunicorn does otherwise than by itself, wherever the site is served from this folder."""

# The most it allows. By itself it answers a question of 4 kB with a bare English page that has none of our headers;
# the site has a clear answer to one of 8 kB (search.requests).
limit_request_line = 8190
