"""A second, naive reading of the standard language, to compare the engine with."""
