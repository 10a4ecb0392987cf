"""`python -m kitemark` is the command."""

from kitemark.cli.main import main

main()
