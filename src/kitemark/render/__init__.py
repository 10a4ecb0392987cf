"""The last room: results as text for people. Views only; nothing is decided here."""
