"""Analysis: what can be said of a standard for every organisation there could be.

Everything rests on one fact: the language is monotone, so that no better rating and no better
measure ever makes a score or a level worse.
"""
