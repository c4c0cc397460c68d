"""Mail: rows that the clock sends, so no request ever waits for a mail server."""
