# Two stages: the first installs into a virtual environment, the second keeps that environment and the code.
# The base is named by its tag.  docs/run.md says how to build on a digest that you have checked.
FROM python:3.11-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
COPY requirements.txt /build/
# The models are ordinary packages, so the image needs no network when it runs.
RUN python -m venv /opt/quotes \
    && /opt/quotes/bin/pip install --require-hashes --no-compile -r /build/requirements.txt \
    && /opt/quotes/bin/pip uninstall --yes pip \
    && /opt/quotes/bin/python -m compileall -q -j 0 /opt/quotes/lib

FROM python:3.11-slim-bookworm
ENV PATH=/opt/quotes/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    HOST=0.0.0.0 \
    PORT=8000
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin quotes
COPY --from=build /opt/quotes /opt/quotes
WORKDIR /app
COPY LICENSE openapi.yaml requirements.txt ./
COPY seeds seeds
COPY service service
RUN python -m compileall -q service
USER 10001:10001
EXPOSE 8000
# docker build --build-arg VERSION=1.0.0 --build-arg REVISION="$(git rev-parse HEAD)"
ARG VERSION=unknown REVISION=unknown
LABEL org.opencontainers.image.title="quotes" \
      org.opencontainers.image.description="Quotes of news articles, with speaker and source institution" \
      org.opencontainers.image.licenses="MIT AND LGPLLR" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION"
# Fails if no process that reads articles answers, not if all are busy.
HEALTHCHECK --interval=15s --timeout=10s --start-period=30s --retries=3 \
    CMD ["python", "-I", "service/healthcheck.py"]
# --no-control-socket: its directory is not writable.  --worker-tmp-dir: heartbeat files belong in memory.
CMD ["python", "-m", "gunicorn", "--config", "service/gunicorn.conf.py", "--preload", "--no-control-socket", "--worker-tmp-dir", "/dev/shm"]
