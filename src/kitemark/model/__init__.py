"""The second room: the files as people write them, as strict and frozen Pydantic models."""
