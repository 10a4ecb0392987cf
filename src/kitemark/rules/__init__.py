"""The rules: the small closed algebra that a standard compiles to.

Every later room is an interpretation of these classes and knows nothing else of a
standard. Names are resolved, numbers are exact, directions are checked, order is fixed.
"""
