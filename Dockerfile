FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json tsconfig.json ./
RUN npm ci --ignore-scripts
COPY src src
COPY routes routes
COPY console console
COPY swagger swagger
COPY scripts/package scripts/package
RUN npm run prepare

FROM node:24-bookworm-slim
LABEL org.opencontainers.image.title="pims-mock" \
      org.opencontainers.image.description="A mock of the PIMS strong-authentication backend and of the inWebo one-time-password service behind it" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="0.2.0"
WORKDIR /app
ENV NODE_ENV=production
COPY package.json LICENSE ./
COPY fixtures fixtures
COPY --from=build /app/dist dist
USER node
EXPOSE 3000
# Often while it starts, so that whoever waits for it need not wait long; seldom afterwards.
HEALTHCHECK --interval=30s --timeout=3s --start-period=30s --start-interval=500ms --retries=3 \
  CMD ["node", "dist/cli.js", "health"]
# A small young generation keeps the process small, and costs no speed.
ENTRYPOINT ["node", "--max-semi-space-size=2", "--heap-growing-percent=100", "dist/cli.js"]
CMD []
