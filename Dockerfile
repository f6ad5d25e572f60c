# Two stages: what installs packages doesn't end up in what runs. The release of Debian is named, since the packages
# below are called otherwise in another one.
FROM python:3.13-slim-trixie AS packages
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /opt/venv
COPY requirements.txt .
RUN /opt/venv/bin/pip install -r requirements.txt

FROM python:3.13-slim-trixie
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=ks_site.settings.production \
    VAR_DIR=/app/var
WORKDIR /app
# What the PDF of an approach is drawn with, and a typeface to draw it in.
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends \
    libpango-1.0-0 libpangoft2-1.0-0 fonts-dejavu-core && rm -rf /var/lib/apt/lists/*
# What `manage.py backup` and `restore` call: of the version of the server, which Debian itself doesn't have.
ADD https://www.postgresql.org/media/keys/ACCC4CF8.asc /usr/share/keyrings/postgresql.asc
RUN chmod 644 /usr/share/keyrings/postgresql.asc && . /etc/os-release \
    && echo "deb [signed-by=/usr/share/keyrings/postgresql.asc] https://apt.postgresql.org/pub/repos/apt $VERSION_CODENAME-pgdg main" \
    > /etc/apt/sources.list.d/postgresql.list \
    && apt-get update -qq && apt-get install -y -qq --no-install-recommends \
    ca-certificates postgresql-client-18 && rm -rf /var/lib/apt/lists/*
# A fixed number, so that the owner of the volumes is known outside the container too.
RUN groupadd --gid 10001 site && useradd --uid 10001 --gid site --no-create-home site
COPY --from=packages /opt/venv /opt/venv
COPY . .
# Code and static files belong to the image, and to root: what runs can't change what it serves. Code is compiled here,
# since nothing can be written there later: a tenth of each start. Typefaces are listed again, because a layer keeps
# whole seconds and the list of the step above tells finer ones. Uploads, pictures of tellers and the list of erasures
# belong to the volumes below /app/var, backups to that of /backups. The key is for this step only.
RUN fc-cache --force && python -m compileall -q . && SECRET_KEY=only-while-collecting-static-files-0123456789-abcdefghijklmnopqrstuvwxyz \
    STORY_KEYS=also-only-then STORY_HASH_KEY=also-only-then EMAIL_URL=memorymail:// \
    ALLOWED_HOSTS=localhost BASE_URL=https://localhost DATABASE_URL=sqlite://:memory: \
    python manage.py collectstatic --no-input --verbosity 0 \
    && mkdir -p var/media var/stories var/erasures /backups && chown site:site var/media var/stories var/erasures /backups
USER site
EXPOSE 8000
# Two processes for two cores; threads, since a request may wait for the engine. /dev/shm: gunicorn's
# heartbeat must not wait for a slow disk.
CMD ["gunicorn", "ks_site.wsgi:application", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "4", \
     "--worker-tmp-dir", "/dev/shm", "--no-control-socket"]
