# An image from the compiled file, which must have been made before: deno task compile --target x86_64-unknown-linux-gnu
#
#   docker build -t lunation .
#   docker run --read-only --tmpfs /tmp:exec -v ./my_app:/app:ro lunation
#
# The user is not root (65532), nothing but /tmp is written, and /tmp must allow execution: Temporal's core is unpacked
# there. On Kubernetes an emptyDir does. Alpine cannot be the base: Temporal's core needs glibc.
FROM gcr.io/distroless/cc-debian12:nonroot
ARG TARGET=x86_64-unknown-linux-gnu
COPY --chmod=0755 dist/lunation-${TARGET} /usr/local/bin/lunation
ENV TMPDIR=/tmp LUNATION_CACHE=/tmp/lunation NO_COLOR=1
VOLUME /tmp
WORKDIR /app
USER 65532:65532
ENTRYPOINT ["/usr/local/bin/lunation"]
CMD ["run", "--app", "/app"]
