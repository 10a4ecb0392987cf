"""Reporting: what a report says of a result, as data that HTML, Markdown and PDF are drawn from."""
