# The program alone, in an image of a few megabytes: no shell, no root.
#   docker build --tag pitchlint .
#   docker run --rm --volume "$PWD:/drafts:ro" pitchlint
FROM rust:1-alpine AS build
RUN apk add --no-cache musl-dev
WORKDIR /build
COPY Cargo.toml Cargo.lock build.rs README.md ./
COPY src ./src
COPY rules ./rules
COPY benches ./benches
RUN cargo build --release --locked --bin pitchlint

FROM scratch
COPY --from=build /build/target/release/pitchlint /pitchlint
COPY LICENSE-APACHE LICENSE-MIT /licenses/
USER 65532:65532
WORKDIR /drafts
ENTRYPOINT ["/pitchlint"]
