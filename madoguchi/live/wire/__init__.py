"""WebSocket itself (RFC 6455), as little of it as a server of small text frames needs."""
