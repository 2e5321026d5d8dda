FROM debian:bookworm-slim
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends pgbouncer \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10002 pooler
USER 10002:10002
EXPOSE 6432
ENTRYPOINT ["pgbouncer", "/etc/motcua/pgbouncer.ini"]
