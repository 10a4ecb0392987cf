"""The command: the library in a thin coat. Each command imports what it needs when it runs."""
