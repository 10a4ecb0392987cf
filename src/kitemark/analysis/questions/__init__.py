"""The questions that can be asked of a standard, by what they are about."""
