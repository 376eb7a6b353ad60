"""Start-up checks: what must be true before the first request."""
